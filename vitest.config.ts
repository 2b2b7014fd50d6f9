import { defineConfig } from "vitest/config";
import skipReporter from "./packages/testing/src/skip-reporter.ts";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "connectors/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["packages/testing/src/servers/test-run.ts", "packages/console/build/build-when-stale.ts"],
    reporters: ["default", skipReporter()],
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
