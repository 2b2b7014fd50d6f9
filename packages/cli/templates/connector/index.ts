import { createHash } from "node:crypto";
import { access, constants, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { DeliveryError, defineConnector } from "@musette/core";
import type { Batch, DeliveryRecord, RecordFailure } from "@musette/core";
import * as z from "zod";

/** Writes each item as a JSON file into a folder: the newest revision, under a name made of its key. */
export default defineConnector({
  type: "my-connector",
  summary: "Writes each item as a JSON file into a folder.",
  config: z.strictObject({
    folder: z.string().min(1).describe("The folder that the files go into; it must exist"),
  }),
  limits: { records: 100, bytes: 8_000_000 },
  guarantee: "idempotent",
  formats: ["json"],
  open({ folder }) {
    let closed = false;
    let lastWrite: Promise<unknown> = Promise.resolve();

    function enter(signal: AbortSignal): void {
      signal.throwIfAborted();
      if (closed)
        throw new DeliveryError("unavailable", `The connector to ${folder} is closed. Open it again.`);
    }

    /** Keys are distinct within a batch, so its records are not in each other's way. */
    async function writeAll({ records }: Batch, signal: AbortSignal): Promise<readonly RecordFailure[]> {
      enter(signal);
      const outcomes = await Promise.allSettled(
        records.map(async (record) => await writeOne(folder, record, signal)),
      );
      return outcomes.flatMap((outcome) => {
        if (outcome.status === "rejected") throw outcome.reason;
        return outcome.value;
      });
    }

    return {
      async write(batch, { signal }) {
        // Two writes at once could both look before either replaces: they take turns.
        const writing = lastWrite.then(async () => await writeAll(batch, signal));
        lastWrite = writing.catch(() => undefined);
        return await writing;
      },
      async check({ signal }) {
        enter(signal);
        try {
          // With a separator at its end it is a folder or nothing.
          await access(path.join(folder, path.sep), constants.W_OK);
        } catch (cause) {
          throw toDeliveryError(folder, cause);
        }
      },
      async close() {
        closed = true;
        await lastWrite;
      },
    };
  },
});

/** @returns what is wrong with this record alone. What is wrong with the folder is thrown. */
async function writeOne(
  folder: string,
  record: DeliveryRecord,
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  try {
    await replaceOlder(path.join(folder, fileName(record.key)), record, signal);
    return [];
  } catch (cause) {
    signal.throwIfAborted();
    const error = toDeliveryError(folder, cause);
    if (error.code !== "rejected") throw error;
    return [{ id: record.id, code: error.code, message: error.message }];
  }
}

/** Renaming leaves the old file or the new one, whenever the process is killed. */
async function replaceOlder(file: string, record: DeliveryRecord, signal: AbortSignal): Promise<void> {
  const stored = await readFile(file, { encoding: "utf8", signal }).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (stored !== undefined && revisionOf(stored) >= record.revision) return;
  const text = `{"id":"${record.id}","revision":${record.revision},"item":${record.json()}}\n`;
  await writeFile(`${file}.new`, text, { flush: true, signal });
  signal.throwIfAborted();
  await rename(`${file}.new`, file);
}

/** Keys are long and hold what file systems do not take. */
function fileName(key: string): string {
  return `${createHash("sha256").update(key).digest("hex")}.json`;
}

function revisionOf(text: string): number {
  return Number(/^\{"id":"[^"]*","revision":(\d+),/.exec(text)?.[1] ?? -1);
}

/** What was attempted, on what, what came back, what to do. Never a payload, never a secret. */
function toDeliveryError(folder: string, cause: unknown): DeliveryError {
  const code = codeOf(cause);
  const failed = `Writing to the folder ${folder} failed (${code}).`;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new DeliveryError("not_found", `${failed} Make the folder, or correct \`folder\`.`, { cause });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new DeliveryError("unauthorized", `${failed} Let Musette's user write there.`, { cause });
    case "EISDIR":
      return new DeliveryError("rejected", `${failed} A folder has the file's name. Remove it.`, { cause });
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
