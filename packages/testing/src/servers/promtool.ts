import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** Checks metrics and alert rules, and runs the rules' own tests. */
export const promtool: TestTool = {
  name: "promtool",
  debianPackages: ["prometheus"],
  findProgram: () => findProgram(["promtool"]),
};
