import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Batch, DeliveryRecord } from "@musette/core";
import { broken } from "./broken.ts";
import type { BrokenConnector } from "./broken.ts";
import { folderFile } from "./json-folder.ts";

/** Records that are lost, altered, doubled or in the wrong order. */
export const mistakesWithRecords: readonly BrokenConnector[] = [
  {
    mistake: "appends a second copy while it claims effectively-once",
    definition: broken((inner, { folder }) => ({
      async write(batch, options) {
        const repeated = batch.records.filter(({ id, key }) => holds(folderFile(folder, key), id));
        const failures = await inner.write(batch, options);
        for (const { id, key } of repeated) {
          writeFileSync(join(folder, `again-${id}.json`), readFileSync(folderFile(folder, key)));
        }
        return failures;
      },
    })),
    fails: [
      "takes the same batch twice",
      "takes the same records again in another batch",
      "can be stopped in the middle of a write, which is then repeated",
    ],
  },
  {
    mistake: "lets an older revision win",
    definition: broken((inner, { folder }) => {
      let turn: Promise<unknown> = Promise.resolve();
      return {
        async write(batch, options) {
          const writing = turn.then(async () => {
            options.signal.throwIfAborted();
            for (const { key } of batch.records) rmSync(folderFile(folder, key), { force: true });
            return await inner.write(batch, options);
          });
          // One write after another, so that it is always the same cases that fail.
          turn = writing.catch(() => undefined);
          return await writing;
        },
      };
    }),
    fails: [
      "keeps the newer revision when the older one comes later",
      "keeps the newest of many revisions in any order",
      "takes two writes at once",
    ],
  },
  {
    mistake: "loses the last record of a full batch",
    definition: broken((inner) => ({
      write: async (batch, options) =>
        await inner.write({ ...batch, records: batch.records.slice(0, 99) }, options),
    })),
    fails: ["takes a batch of exactly as many records as it declares"],
  },
  {
    mistake: "mangles U+0000",
    definition: broken((inner) => ({
      write: async (batch, options) =>
        await inner.write(
          mapJson(batch, (json) => json.replaceAll(String.raw`\u0000`, "")),
          options,
        ),
    })),
    fails: ["keeps U+0000"],
  },
  {
    mistake: "parses and prints the JSON",
    definition: broken((inner) => ({
      write: async (batch, options) =>
        await inner.write(
          mapJson(batch, (json) => JSON.stringify(JSON.parse(json))),
          options,
        ),
    })),
    fails: ["keeps the sign of -0", "keeps integers beyond 2^53"],
  },
  {
    mistake: "loses the key __proto__",
    definition: broken((inner) => ({
      write: async (batch, options) =>
        await inner.write(
          mapJson(batch, (json) => json.replace('"__proto__": {"polluted": 1}, ', "")),
          options,
        ),
    })),
    fails: ["keeps a key __proto__"],
  },
];

function mapJson(batch: Batch, map: (json: string) => string): Batch {
  const mapped = (record: DeliveryRecord) => ({ ...record, json: () => map(record.json()) });
  return { ...batch, records: batch.records.map(mapped) };
}

function holds(path: string, id: string): boolean {
  return existsSync(path) && readFileSync(path, "utf8").includes(id);
}
