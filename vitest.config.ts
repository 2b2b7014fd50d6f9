import { defineConfig } from "vitest/config";
import skipReporter from "./packages/testing/src/skip-reporter.ts";

/**
 * V8 keeps a list of its code's pages where the processor can protect them, and aborts now and then ("Check failed:
 * jit_page.has_value()") when threads make and free code at the same time, as ours do in tests. Without the
 * protection the list is not asked. See nodejs/node#64500.
 */
const execArgv =
  process.platform === "linux" && process.arch === "x64" ? ["--no-memory-protection-keys"] : [];

export default defineConfig({
  test: {
    execArgv,
    include: ["packages/**/*.test.ts", "connectors/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["packages/testing/src/servers/test-run.ts", "packages/console/build/build-when-stale.ts"],
    reporters: ["default", skipReporter()],
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
