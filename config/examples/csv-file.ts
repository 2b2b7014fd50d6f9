import { constants } from "node:fs";
import { access, open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { activityRow, DeliveryError, defineConnector } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import * as z from "zod";

/** What a line says of an activity, in this order; names and units are those of the table terra_activities. */
const columns = [
  "start_time",
  "provider",
  "name",
  "discipline",
  "duration_seconds",
  "distance_meters",
  "work_kilojoules",
  "avg_watts",
  "avg_hr_bpm",
  "max_hr_bpm",
  "avg_cadence_rpm",
  "total_burned_calories",
  "user_id",
  "summary_id",
  // Last, so that a line without one is known to have been cut off.
  "event_id",
] as const satisfies readonly (keyof ReturnType<typeof activityRow>)[];

/** Without it Excel takes UTF-8 for the code page of its country. */
const byteOrderMark = "\ufeff";
const lineEnd = "\r\n";
const newline = 0x0a;

/**
 * Appends a line for each activity to a CSV file (RFC 4180) that a spreadsheet opens. All other events
 * are passed over. A repeat appends its line again, with the same event_id.
 */
export default defineConnector({
  type: "csv-file",
  summary: "Appends a line for each activity to a CSV file that a spreadsheet opens.",
  config: z.strictObject({
    path: z.string().min(1).describe("The file. Its folder must exist; the file is made when it is missing"),
  }),
  limits: { records: 500, bytes: 8_000_000 },
  guarantee: "at-least-once",
  formats: ["json"],
  open({ path: file }) {
    let closed = false;
    let lastWrite: Promise<unknown> = Promise.resolve();

    function enter(signal: AbortSignal): void {
      signal.throwIfAborted();
      if (closed)
        throw new DeliveryError("unavailable", `The connector to ${file} is closed. Open it again.`);
    }

    async function appendUnlessStopped(lines: string, signal: AbortSignal): Promise<void> {
      enter(signal);
      if (lines !== "") await append(file, lines, signal);
    }

    return {
      async write({ records }, { signal }) {
        const lines = records.filter(({ type }) => type === "activity").map(toLine);
        // One after the other, so that the header is written once and lines do not mix.
        const writing = lastWrite.then(() => appendUnlessStopped(lines.join(""), signal));
        lastWrite = writing.catch(() => undefined);
        await writing;
        return [];
      },
      async check({ signal }) {
        enter(signal);
        await attempt(file, signal, async () => {
          await access(path.join(path.dirname(file), path.sep), constants.W_OK);
          await access(file, constants.W_OK).catch((error: unknown) => {
            if (codeOf(error) !== "ENOENT") throw error;
          });
        });
      },
      async close() {
        closed = true;
        await lastWrite;
      },
    };
  },
});

function toLine(record: DeliveryRecord): string {
  const row = activityRow(record);
  return columns.map((column) => cell(row[column])).join(",") + lineEnd;
}

/** A number as it is, a text so that a spreadsheet shows it and runs nothing of it. */
function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  // Line breaks would be correct within quotes; without them every line of the file is one activity.
  const text = value.replaceAll(/\p{Cc}+/gu, " ");
  const safe = /^([\t\r\n]|\s*[=+\-@])/.test(value) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Appends whole lines and waits until they are on the disk; what fails half way is taken back. */
async function append(file: string, lines: string, signal: AbortSignal): Promise<void> {
  await attempt(file, signal, async () => {
    await using handle = await open(file, "a+");
    const { size } = await handle.stat();
    try {
      await handle.writeFile((await beginning(handle, size)) + lines, { signal });
      await handle.datasync();
    } catch (error) {
      await handle.truncate(size).catch(() => undefined);
      throw error;
    }
  });
}

/** What has to stand before new lines: the header in an empty file, a line end after a line that has none. */
async function beginning(handle: FileHandle, size: number): Promise<string> {
  if (size === 0) return byteOrderMark + columns.join(",") + lineEnd;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === newline ? "" : lineEnd;
}

async function attempt(file: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw toDeliveryError(file, cause);
  }
}

function toDeliveryError(file: string, cause: unknown): DeliveryError {
  const code = codeOf(cause);
  const failed = `Appending to ${file} failed (${code}).`;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
      return new DeliveryError("not_found", `${failed} Make its folder, or correct \`path\`.`, { cause });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new DeliveryError("unauthorized", `${failed} Let Musette's user write there.`, { cause });
    case "EBUSY":
      return new DeliveryError("unavailable", `${failed} Close it in the other program.`, { cause });
    case "ENOSPC":
    case "EDQUOT":
      return new DeliveryError("unavailable", `${failed} Make room on the disk.`, { cause });
    default:
      return new DeliveryError("unknown", failed, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no code";
}
