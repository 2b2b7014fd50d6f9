import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConnector } from "@musette/core";
import jsonFolder from "./json-folder.ts";

/**
 * Wrong on purpose: notes a batch as delivered before it is, to skip it when it comes again. That goes
 * well until the process is killed in between.
 */
export default defineConnector({
  ...jsonFolder,
  open(config, context) {
    const inner = jsonFolder.open(config, context);
    return {
      ...inner,
      async write(batch, options) {
        const mark = join(config.folder, `.delivered-${batch.id}`);
        if (existsSync(mark)) return await inner.write({ ...batch, records: [] }, options);
        if (existsSync(config.folder)) writeFileSync(mark, "");
        try {
          return await inner.write(batch, options);
        } catch (error) {
          rmSync(mark, { force: true });
          throw error;
        }
      },
    };
  },
});
