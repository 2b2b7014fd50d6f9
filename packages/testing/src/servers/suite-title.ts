import type { EnsuredTool } from "./ensure-tool.ts";
import type { EnsuredServer } from "./find-or-start.ts";

/**
 * A suite's title, with the reason when it will be skipped, so that the report of what was skipped
 * says why:
 *
 * ```ts
 * const postgres = await ensurePostgres();
 * describe.skipIf("skipped" in postgres)(suiteTitle("on PostgreSQL", postgres), () => { … });
 * ```
 */
export function suiteTitle(title: string, needed: EnsuredServer | EnsuredTool): string {
  return "skipped" in needed ? `${title} (${needed.skipped})` : title;
}
