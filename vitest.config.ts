import path from "node:path";
import { defineConfig } from "vitest/config";
import skipReporter from "./packages/testing/src/skip-reporter.ts";

// Threads and processes that tests start take their sources stripped and compiled from here: 0.1 s less for each.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, "node_modules/.cache/node-compile-cache");

export default defineConfig({
  test: {
    // Node's TypeScript parser is WebAssembly, and V8 aborts ("Check failed: jit_page.has_value()", or a SIGSEGV) when
    // the wrappers of its imports are compiled and freed by several threads at once, as by ours that load sources:
    // nodejs/node#64500. Wrappers that are never compiled are never freed.
    execArgv: ["--wasm-wrapper-tiering-budget=1000000000"],
    include: ["packages/**/*.test.ts", "connectors/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["packages/testing/src/servers/test-run.ts", "packages/console/build/build-when-stale.ts"],
    reporters: ["default", skipReporter()],
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
