import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** The browser that tests drive the console with, and fonts that people's systems have better ones of. */
export const chromium: TestTool = {
  name: "chromium",
  debianPackages: ["chromium", "fonts-inter", "fonts-urw-base35"],
  findProgram: () => findProgram(["chromium"]),
};
