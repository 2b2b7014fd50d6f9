import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** Reads FIT and TCX: a second opinion on what we write. */
export const gpsbabel: TestTool = {
  name: "gpsbabel",
  debianPackages: ["gpsbabel"],
  findProgram: () => findProgram(["gpsbabel"]),
};
