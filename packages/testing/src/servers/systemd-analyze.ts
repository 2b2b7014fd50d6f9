import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** Checks a systemd unit. */
export const systemdAnalyze: TestTool = {
  name: "systemd-analyze",
  debianPackages: ["systemd"],
  findProgram: () => findProgram(["systemd-analyze"]),
};
