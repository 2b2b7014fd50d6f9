// Run once when the image is built, with NODE_COMPILE_CACHE set: loads every module of ours, so that those
// that a server loads only when they are needed are compiled then too. Files that are not for loading by
// themselves, such as a thread's, refuse; they are compiled all the same.
import { globSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
for (const file of globSync("{packages/cli/dist/*.mjs,{packages,connectors}/*/src/**/*.ts}", { cwd: root })) {
  await import(path.join(root, file)).catch(() => {});
}
