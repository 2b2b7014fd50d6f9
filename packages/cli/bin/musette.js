#!/usr/bin/env -S node --max-semi-space-size=8 --heap-growing-percent=100
// The flags, which `npm start` has too, keep memory flat: V8's own choices let the young generation take 100 MB
// under load, and the old one grow to several times what is alive while a long history is read.
//
// Plain JavaScript, so that an old Node says what is wrong instead of a syntax error.
import path from "node:path";

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `musette needs Node 24 or newer; this is ${process.versions.node}.\n` +
      "Inside the repository use `npx musette` or `npm start`: `npm ci` brings the right Node.\n",
  );
  process.exit(2);
}
const [{ enableCompileCache }, { setFlagsFromString }] = await Promise.all([
  import("node:module"),
  import("node:v8"),
]);
// Node's TypeScript parser is WebAssembly, and V8 may abort when two threads that load sources compile and free the
// wrappers of its imports at once (nodejs/node#64500): wrappers that are never compiled are never freed.
setFlagsFromString("--wasm-wrapper-tiering-budget=1000000000");
// From the second start on the parser is not even loaded. Where this cannot be written, nothing changes.
enableCompileCache(path.resolve(import.meta.dirname, "../../../node_modules/.cache/node-compile-cache"));
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
