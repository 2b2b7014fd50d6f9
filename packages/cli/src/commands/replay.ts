import { adminOptions, adminOptionsHelp, openAdmin } from "../admin-client.ts";
import { stringOption, type Command } from "../command.ts";
import { pickOptions } from "../pick-options.ts";
import { UsageError } from "../usage-error.ts";

const filters = ["from", "to", "type", "user", "provider"];

export const replay: Command = {
  summary: "Deliver events to a destination again",
  help: `Usage: musette replay --destination NAME [FILTER…] [--by item] [--dry-run]

Asks the running server to deliver what is in the journal again, the newest revision of each item. A
destination that has it already does with it what it does with any repeat: a database keeps one row, a
queue or webhook gets the same id again.

  --destination NAME       where to
  --from TIME, --to TIME   when it arrived: 2026-03-01, or a time with its offset; with --by item,
                           when the workout itself began
  --type TYPE, --user ID, --provider NAME
  --all                    everything in the journal
  --dry-run                only count
${adminOptionsHelp}`,
  options: {
    ...adminOptions,
    destination: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    by: { type: "string" },
    type: { type: "string" },
    user: { type: "string" },
    provider: { type: "string" },
    all: { type: "boolean" },
    "dry-run": { type: "boolean" },
  },
  async run(call) {
    const destination = stringOption(call, "destination");
    if (destination === undefined) throw new UsageError("name the destination: --destination NAME");
    if (call.positionals.length > 0) throw new UsageError(`what is ${JSON.stringify(call.positionals[0])}?`);
    const filter = pickOptions(call, filters);
    const isAll = call.values["all"] === true;
    const isDryRun = call.values["dry-run"] === true;
    if (!isAll && !isDryRun && Object.values(filter).every((value) => value === undefined)) {
      throw new UsageError("say which events: --from, --to, --type, --user, --provider, or --all");
    }
    const admin = await openAdmin(call);
    const answer = await admin.request<{ matched?: number; replayed?: number }>("POST", ["replay"], {
      ...filter,
      destination,
      by: stringOption(call, "by"),
      all: isAll ? "true" : undefined,
      dry_run: isDryRun ? "true" : undefined,
    });
    const text = isDryRun ? `${answer.matched} match` : `${answer.replayed} set to be delivered again`;
    console.log(call.values["json"] === true ? JSON.stringify(answer, null, 2) : text);
    return 0;
  },
};
