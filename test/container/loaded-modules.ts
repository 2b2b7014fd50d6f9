import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

/**
 * Given to Node with `--import`: writes the URL of every module that is loaded, also by threads, into
 * the file that LOADED_MODULES names.
 */
const file = process.env["LOADED_MODULES"];
if (file !== undefined) {
  registerHooks({
    load(url, context, nextLoad) {
      appendFileSync(file, `${url}\n`);
      return nextLoad(url, context);
    },
  });
}
