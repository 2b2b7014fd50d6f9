import { hash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { DeliveryError, defineConnector } from "@musette/core";
import type { DeliveryRecord, RecordFailure } from "@musette/core";
import * as z from "zod";
import { passGate } from "./gate.ts";

/** What a file holds; its name follows from the key. */
export interface FolderFile {
  readonly id: string;
  readonly revision: number;
  readonly json: string;
}

/** The credential that a folder asks for. */
export const tokenFile = ".token";
/** Ids that a folder refuses, one a line. */
export const refusedFile = ".refused";

/** The file of one natural key. */
export function folderFile(folder: string, key: string): string {
  return join(folder, `${hash("sha256", key)}.json`);
}

/**
 * A small correct connector to measure the conformance kit with: one JSON file per natural key, and a gate
 * to pass on the way, so that there is a network to fail. A file is replaced by renaming, so that a killed process leaves the old copy or the new one; between looking and
 * replacing nothing else of this process runs, so that two writes cannot mix up revisions.
 */
export default defineConnector({
  type: "json-folder",
  summary: "Writes one JSON file per item into a folder.",
  config: z.strictObject({
    folder: z.string(),
    token: z.string().meta({ secret: true }),
    gate: z.strictObject({ host: z.string(), port: z.int() }),
  }),
  limits: { records: 100, bytes: 1_000_000, recordBytes: 400_000 },
  guarantee: "effectively-once",
  formats: ["json"],
  open({ folder, token, gate }) {
    let closed = false;

    async function enter(signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      if (closed) throw new DeliveryError("unavailable", `The connector to ${folder} is closed.`);
      await passGate(gate, signal);
      if (!existsSync(join(folder, tokenFile))) {
        throw new DeliveryError("not_found", `There is no folder ${folder}. Make it.`);
      }
      if (readFileSync(join(folder, tokenFile), "utf8") !== token) {
        throw new DeliveryError("unauthorized", `${folder} refused the token. Check the token.`);
      }
    }

    return {
      async write({ records }, { signal }) {
        await enter(signal);
        const refusedPath = join(folder, refusedFile);
        const refused = existsSync(refusedPath) ? readFileSync(refusedPath, "utf8").split("\n") : [];
        const failures: RecordFailure[] = [];
        for (const record of records) {
          if (refused.includes(record.id)) failures.push(refusal(record.id));
          else replace(folder, record);
          await setImmediate();
          signal.throwIfAborted();
        }
        return failures;
      },
      async check({ signal }) {
        await enter(signal);
      },
      async close() {
        closed = true;
        await setImmediate();
      },
    };
  },
});

function refusal(id: string): RecordFailure {
  return {
    id,
    code: "rejected",
    message: "The folder refuses this record. Look at its list of refused ids.",
  };
}

function replace(folder: string, record: DeliveryRecord): void {
  const path = folderFile(folder, record.key);
  if (existsSync(path)) {
    const held = JSON.parse(readFileSync(path, "utf8")) as FolderFile;
    if (held.revision >= record.revision) return;
  }
  const file: FolderFile = { id: record.id, revision: record.revision, json: record.json() };
  writeFileSync(`${path}.new`, JSON.stringify(file));
  renameSync(`${path}.new`, path);
}
