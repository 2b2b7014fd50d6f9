import type { TestTool } from "./test-tool.ts";

/** The program's path, or why there is none. */
export type EnsuredTool = { readonly program: string } | { readonly program: ""; readonly skipped: string };

/**
 * A program for a suite.
 *
 * @throws when there is none and `REQUIRE_SERVERS=1`.
 */
export async function ensureTool(tool: TestTool): Promise<EnsuredTool> {
  const program = await tool.findProgram();
  if (program !== undefined) return { program };
  const skipped = `no ${tool.name}: it is not installed here; \`npm run services\` may help`;
  if (process.env["REQUIRE_SERVERS"] === "1") {
    throw new Error(`${skipped} (REQUIRE_SERVERS=1 does not let its tests be skipped)`);
  }
  return { program: "", skipped };
}
