import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** Scrapes metrics and answers the queries of dashboards. */
export const prometheus: TestTool = {
  name: "prometheus",
  debianPackages: ["prometheus"],
  findProgram: () => findProgram(["prometheus"]),
};
