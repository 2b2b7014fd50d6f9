import { adminOptions, adminOptionsHelp, openAdmin } from "../admin-client.ts";
import type { Command } from "../command.ts";
import { pickOptions } from "../pick-options.ts";
import { runBulk } from "../run-bulk.ts";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

interface Quarantined {
  readonly id: number;
  readonly source: string;
  readonly payloadId: number;
  readonly item: number;
  readonly userId: string | null;
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly receivedAt: string;
}

const filters = ["source", "code", "user", "from", "to"];

export const quarantine: Command = {
  summary: "List, re-run or drop what could not be normalized",
  help: `Usage: musette quarantine list [FILTER…] [--limit N] [--after ID]
       musette quarantine show ID
       musette quarantine rerun (ID | FILTER… | --all) [--dry-run]
       musette quarantine drop (ID | FILTER… | --all) (--yes | --dry-run)

Asks the running server. Re-run it after a new version of Musette reads the vendor's new shape: what
can be normalized now is stored and delivered, as if it had just arrived; the rest stays. A drop
deletes the raw payload, unless other workouts of it are stored.

  --source NAME            terra, peloton, ifit or file
  --code CODE, --user ID
  --from TIME, --to TIME   when it arrived: 2026-03-01, or a time with its offset
  --all                    everything in quarantine
  --dry-run                only count
  --yes                    drop more than one
  --limit N                how many to list (default 100, at most 1000)
${adminOptionsHelp}

show prints the payload as it was received, with --json inside a JSON document.
Exit code: 1 when something of a re-run stays in quarantine.`,
  options: {
    ...adminOptions,
    source: { type: "string" },
    code: { type: "string" },
    user: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    all: { type: "boolean" },
    "dry-run": { type: "boolean" },
    yes: { type: "boolean" },
    limit: { type: "string" },
    after: { type: "string" },
  },
  async run(call) {
    const [verb, id, ...rest] = call.positionals;
    if (rest.length > 0) throw new UsageError("name one item by its ID");
    const isJson = call.values["json"] === true;
    switch (verb) {
      case "list": {
        const query = pickOptions(call, [...filters, "limit", "after"]);
        const admin = await openAdmin(call);
        const answer = await admin.request<{ quarantine: Quarantined[]; next: string | null }>(
          "GET",
          ["quarantine"],
          query,
        );
        if (isJson) console.log(JSON.stringify(answer, null, 2));
        else printList(answer.quarantine, answer.next);
        return 0;
      }
      case "show": {
        if (id === undefined) throw new UsageError("name the item: show ID");
        const admin = await openAdmin(call);
        const item = await admin.request<Quarantined & { payload: Payload }>("GET", ["quarantine", id]);
        if (isJson) console.log(JSON.stringify(item, null, 2));
        else process.stdout.write(Buffer.from(item.payload.text, item.payload.encoding));
        return 0;
      }
      case "rerun":
      case "drop": {
        const place = id === undefined ? undefined : [id];
        return await runBulk(call, { collection: "quarantine", action: verb, filters, place });
      }
      default:
        throw new UsageError("say list, show, rerun or drop");
    }
  },
};

interface Payload {
  readonly encoding: "utf-8" | "base64";
  readonly text: string;
}

function printList(items: readonly Quarantined[], next: string | null): void {
  if (items.length === 0) {
    console.log("nothing in quarantine");
    return;
  }
  const headings = ["ID", "SOURCE", "USER", "ARRIVED", "PAYLOAD", "ITEM", "PLACE", "MESSAGE"];
  const rows = items.map(({ id, source, userId, receivedAt, payloadId, item, pointer, message }) => [
    id,
    source,
    userId,
    receivedAt,
    payloadId,
    item,
    pointer || "/",
    message,
  ]);
  console.log(table(headings, rows));
  if (next !== null) console.log(`\nthere may be more: --after ${next}`);
}
