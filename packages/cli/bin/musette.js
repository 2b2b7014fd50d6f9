#!/usr/bin/env -S node --max-semi-space-size=16
// The flag, which `npm start` has too, bounds V8's young generation: its own choice of 32 MB takes up to 100 MB
// more under load and is no faster.
//
// Plain JavaScript, so that an old Node says what is wrong instead of a syntax error.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `musette needs Node 24 or newer; this is ${process.versions.node}.\n` +
      "Inside the repository use `npx musette` or `npm start`: `npm ci` brings the right Node.\n",
  );
  process.exit(2);
}
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
