// What goes before everything else: how V8 is set, and where what it compiles is kept.
import { enableCompileCache } from "node:module";
import path from "node:path";
import { setFlagsFromString } from "node:v8";

/**
 * Runs the command line.
 *
 * @param {string} main the URL of the module that exports `main`.
 */
export async function launch(main) {
  // Node's TypeScript parser is WebAssembly, and V8 may abort when two threads that load sources compile and free the
  // wrappers of its imports at once (nodejs/node#64500): wrappers that are never compiled are never freed.
  setFlagsFromString("--wasm-wrapper-tiering-budget=1000000000");
  // From the second start on the parser is not even loaded. Where this cannot be written, nothing changes.
  enableCompileCache(path.resolve(import.meta.dirname, "../../../node_modules/.cache/node-compile-cache"));
  const module = await import(main);
  process.exitCode = await module.main(process.argv.slice(2));
}
