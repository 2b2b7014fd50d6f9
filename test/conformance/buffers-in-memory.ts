import { setTimeout } from "node:timers/promises";
import type { Batch } from "@musette/core";
import { defineConnector } from "@musette/core";
import jsonFolder from "./json-folder.ts";

/** As long as a buffer is usually left to fill. */
const bufferMs = 500;

/** Wrong on purpose: says that a batch is delivered as soon as it is in memory, and writes it later. */
export default defineConnector({
  ...jsonFolder,
  open(config, context) {
    const inner = jsonFolder.open(config, context);
    const buffered: Batch[] = [];
    return {
      ...inner,
      async write(batch) {
        buffered.push(batch);
        return [];
      },
      async close() {
        await setTimeout(bufferMs);
        const { signal } = new AbortController();
        for (const batch of buffered.splice(0)) await inner.write(batch, { signal });
        await inner.close();
      },
    };
  },
});
