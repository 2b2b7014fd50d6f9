#!/usr/bin/env -S node --max-semi-space-size=8 --heap-growing-percent=100
// The flags, which `npm start` has too, keep memory flat: V8's own choices let the young generation take 100 MB
// under load, and the old one grow to several times what is alive while a long history is read.
//
// Plain JavaScript, so that an old Node says what is wrong instead of a syntax error.
import { existsSync } from "node:fs";

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `musette needs Node 24 or newer; this is ${process.versions.node}.\n` +
      "Inside the repository use `npx musette` or `npm start`: `npm ci` brings the right Node.\n",
  );
  process.exit(2);
}
// The image has the sources in a few files as well, which load in half the time: see build/bundle.ts.
const bundled = new URL("../dist/main.mjs", import.meta.url);
const { launch } = await import("./launch.js");
await launch(existsSync(bundled) ? bundled.href : new URL("../src/main.ts", import.meta.url).href);
