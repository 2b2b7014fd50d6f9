import { openAdmin } from "./admin-client.ts";
import type { CommandCall } from "./command.ts";
import { pickOptions } from "./pick-options.ts";
import { UsageError } from "./usage-error.ts";

export interface Bulk {
  readonly collection: "dead-letters" | "quarantine";
  readonly action: "retry" | "drop" | "rerun";
  /** Names of the options that choose. */
  readonly filters: readonly string[];
  /** The one that is named, instead of a filter. */
  readonly place: readonly string[] | undefined;
}

/**
 * Does something with what is named, or with all that match. To throw several away takes `--yes`.
 *
 * @returns the exit code: 1 when something could not be done.
 */
export async function runBulk(
  call: CommandCall,
  { collection, action, filters, place }: Bulk,
): Promise<number> {
  const filter = pickOptions(call, filters);
  const all = call.values["all"] === true;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  if (place === undefined && !all && !isFiltered)
    throw new UsageError(`name one, a filter, or --all to ${action}`);
  if (place !== undefined && (all || isFiltered)) throw new UsageError("name one, or a filter, not both");

  const admin = await openAdmin(call);
  const isDryRun = call.values["dry-run"] === true;
  const query = { ...filter, all: all ? "true" : undefined };
  const print = (answer: object, text: string) =>
    console.log(call.values["json"] === true ? JSON.stringify(answer, null, 2) : text);

  if (place !== undefined && !isDryRun) {
    const answer = await admin.request<BulkAnswer>("POST", [collection, ...place, action]);
    print(answer, describe(action, answer));
    return answer.resolved === false ? 1 : 0;
  }
  if (place !== undefined) {
    await admin.request("GET", [collection, ...place]);
    print({ matched: 1 }, "1 matches");
    return 0;
  }
  if (isDryRun || (action === "drop" && call.values["yes"] !== true)) {
    const counted = await admin.request<BulkAnswer>("POST", [collection, action], {
      ...query,
      dry_run: "true",
    });
    print(
      counted,
      isDryRun ? `${counted.matched} match` : `${counted.matched} match; add --yes to drop them`,
    );
    return isDryRun ? 0 : 1;
  }
  const answer = await admin.request<BulkAnswer>("POST", [collection, action], query);
  print(answer, describe(action, answer));
  return (answer.unresolved ?? 0) > 0 ? 1 : 0;
}

interface BulkAnswer {
  readonly matched?: number;
  readonly retried?: number;
  readonly dropped?: number;
  /** True or false for one item, a number for several. */
  readonly resolved?: number | boolean;
  readonly unresolved?: number;
  readonly remaining?: readonly { readonly id: number; readonly detail: string }[];
  readonly events?: readonly string[];
  readonly detail?: string;
}

function describe(action: Bulk["action"], answer: BulkAnswer): string {
  if (action === "retry") return `${answer.retried} of ${answer.matched} set to be delivered again`;
  if (action === "drop") return `${answer.dropped} of ${answer.matched} dropped`;
  if (typeof answer.resolved === "boolean") {
    return answer.resolved
      ? `normalized: ${answer.events?.join(", ")}`
      : `stays in quarantine: ${answer.detail}`;
  }
  const remaining = (answer.remaining ?? []).map(({ id, detail }) => `\n  ${id}: ${detail}`).join("");
  return `${answer.resolved} of ${answer.matched} normalized, ${answer.unresolved} stay in quarantine${remaining}`;
}
