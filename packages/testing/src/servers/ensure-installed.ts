import { ensureTool, type EnsuredTool } from "./ensure-tool.ts";
import { findInstaller, installPackages } from "./install-packages.ts";
import type { TestTool } from "./test-tool.ts";
import { withLock } from "./with-lock.ts";

/**
 * A program for a suite, which is installed first where that is possible: by root, on Debian.
 *
 * @throws when it cannot be installed, or when there is none and `REQUIRE_SERVERS=1`.
 */
export async function ensureInstalled(tool: TestTool): Promise<EnsuredTool> {
  const installer = await findInstaller();
  if (installer !== undefined && (await tool.findProgram()) === undefined) {
    await withLock(() => installPackages(installer, tool.debianPackages));
  }
  return await ensureTool(tool);
}
