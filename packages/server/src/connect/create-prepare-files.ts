import { setImmediate } from "node:timers/promises";
import { IngestError } from "@musette/core";
import type { AppendPayload } from "../append-payload.ts";
import { groupUpload, readUnit, type FileUnit } from "../files/index.ts";
import { payloadParts } from "../payload-parts.ts";
import type { PrepareFiles } from "./prepare-files.ts";

/** Reads and stores files as `POST /ingest/file` does. What is refused is not stored. */
export function createPrepareFiles(appendPayload: AppendPayload): PrepareFiles {
  return async function prepareFiles({ developer, user, files, zone }) {
    const units: FileUnit[] = [];
    const problems: string[] = [];
    for (const [index, group] of groupUpload(files).entries()) {
      // Reading a file takes the thread for milliseconds, in which nothing else is done.
      if (index > 0) await setImmediate();
      const unit = readUnit(group, zone, user);
      if (IngestError.is(unit)) problems.push(unit.message);
      else units.push(unit);
    }
    problems.push(
      ...units.flatMap(({ normalized }) => normalized.problems.map(({ error }) => error.message)),
    );
    return {
      workouts: units.reduce((sum, { normalized }) => sum + normalized.events.length, 0),
      problems,
      async store(requestId) {
        for (const { bytes, normalized, storable } of units) {
          if (!storable) continue;
          const context = { ...user, orderedAtMs: null, requestId };
          const parts = payloadParts(normalized, true);
          await appendPayload({ source: "file", developer, bytes, context, parts });
        }
      },
    };
  };
}
