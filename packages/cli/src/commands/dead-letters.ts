import { adminOptions, adminOptionsHelp, openAdmin } from "../admin-client.ts";
import type { Command } from "../command.ts";
import { pickOptions } from "../pick-options.ts";
import { runBulk } from "../run-bulk.ts";
import { table } from "../table.ts";
import { UsageError } from "../usage-error.ts";

interface DeadLetter {
  readonly destination: string;
  readonly seq: number;
  readonly eventId: string;
  readonly type: string;
  readonly userId: string;
  readonly provider: string;
  readonly startTime: string | null;
  readonly attempts: number;
  readonly code: string;
  readonly message: string;
  readonly deadAt: string;
  readonly requestId: string | null;
}

const filters = ["destination", "code", "type", "user", "from", "to"];

export const deadLetters: Command = {
  summary: "List, retry or drop what a destination would not take",
  help: `Usage: musette dead-letters list [FILTER…] [--limit N] [--after PLACE]
       musette dead-letters show DESTINATION SEQ
       musette dead-letters retry (DESTINATION SEQ | FILTER… | --all) [--dry-run]
       musette dead-letters drop (DESTINATION SEQ | FILTER… | --all) (--yes | --dry-run)

Asks the running server. A retry delivers the event again; one that is refused again comes back here.
A drop forgets that it was not delivered: the event stays in the journal until it is pruned.

  --destination NAME, --code CODE, --type TYPE, --user ID
  --from TIME, --to TIME   when it became a dead letter: 2026-03-01, or a time with its offset
  --all                    every dead letter
  --dry-run                only count them
  --yes                    drop more than one
  --limit N                how many to list (default 100, at most 1000)
${adminOptionsHelp}`,
  options: {
    ...adminOptions,
    destination: { type: "string" },
    code: { type: "string" },
    type: { type: "string" },
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
    const [verb, destination, seq, ...rest] = call.positionals;
    const place = destination !== undefined && seq !== undefined ? [destination, seq] : undefined;
    if (rest.length > 0 || (destination !== undefined && place === undefined)) {
      throw new UsageError("name one dead letter as DESTINATION SEQ");
    }
    switch (verb) {
      case "list": {
        const query = pickOptions(call, [...filters, "limit", "after"]);
        const admin = await openAdmin(call);
        const answer = await admin.request<{ deadLetters: DeadLetter[]; next: string | null }>(
          "GET",
          ["dead-letters"],
          query,
        );
        if (call.values["json"] === true) console.log(JSON.stringify(answer, null, 2));
        else printList(answer.deadLetters, answer.next);
        return 0;
      }
      case "show": {
        if (place === undefined) throw new UsageError("name the dead letter: show DESTINATION SEQ");
        const admin = await openAdmin(call);
        const letter = await admin.request<DeadLetter>("GET", ["dead-letters", ...place]);
        if (call.values["json"] === true) console.log(JSON.stringify(letter, null, 2));
        else console.log(table(["", ""], Object.entries(letter)).trimStart());
        return 0;
      }
      case "retry":
      case "drop":
        return await runBulk(call, { collection: "dead-letters", action: verb, filters, place });
      default:
        throw new UsageError("say list, show, retry or drop");
    }
  },
};

function printList(letters: readonly DeadLetter[], next: string | null): void {
  if (letters.length === 0) {
    console.log("no dead letters");
    return;
  }
  const headings = ["DESTINATION", "SEQ", "TYPE", "USER", "SINCE", "TRIES", "CODE", "MESSAGE"];
  const rows = letters.map(({ destination, seq, type, userId, deadAt, attempts, code, message }) => [
    destination,
    seq,
    type,
    userId,
    deadAt,
    attempts,
    code,
    message,
  ]);
  console.log(table(headings, rows));
  if (next !== null) console.log(`\nthere may be more: --after ${next}`);
}
