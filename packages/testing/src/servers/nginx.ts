import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** The reverse proxy that the documentation shows. */
export const nginx: TestTool = {
  name: "nginx",
  debianPackages: ["nginx-light"],
  findProgram: () => findProgram(["nginx"]),
};
