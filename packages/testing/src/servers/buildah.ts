import { findProgram } from "./find-program.ts";
import type { TestTool } from "./test-tool.ts";

/** Builds an image from a Dockerfile without an engine. Only root can run one without an engine as well. */
export const buildah: TestTool = {
  name: "buildah",
  debianPackages: ["buildah"],
  findProgram: async () => (process.getuid?.() === 0 ? await findProgram(["buildah"]) : undefined),
};
