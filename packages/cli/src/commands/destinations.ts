import { existsSync } from "node:fs";
import { inspectSqliteJournal, type DestinationSummary, type JournalStats } from "@musette/journal";
import { stringOption, type Command } from "../command.ts";
import { describeLive } from "../describe-live.ts";
import { readLiveDestinations } from "../live-destinations.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { openConfig } from "../open-config.ts";
import { printable } from "../printable.ts";

export const destinations: Command = {
  summary: "Show where each destination stands",
  help: `Usage: musette destinations [--config FILE] [--url URL] [--json]

Asks the running server where admin: is configured: state, how far each destination is behind in events
and seconds, retries, dead letters, the last error and what to do about it. Where no server runs, or
admin: is not configured, it reads what the journal knows of that.

  --config FILE  the configuration (default ${defaultConfigFile})
  --url URL      the server (default: the address in the configuration)
  --json         print JSON; "live" says whether a server was asked`,
  options: { config: { type: "string" }, url: { type: "string" }, json: { type: "boolean" } },
  async run(call) {
    const config = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
    const live = config.admin === null ? undefined : await readLiveDestinations(call);
    if (live !== undefined) {
      const isJson = call.values["json"] === true;
      console.log(isJson ? JSON.stringify({ live: true, ...live }, null, 2) : describeLive(live));
      return 0;
    }
    const { stats, summaries } = await inspect(config.journal.path);
    const known = new Map(summaries.map((summary) => [summary.destination, summary]));
    const rows = config.destinations.map(({ name, type, definition }) => {
      const summary = known.get(name);
      return {
        name,
        type,
        guarantee: definition.guarantee,
        status: summary?.state.status ?? "new",
        lagEvents: stats.headSeq - (summary?.settledThrough ?? 0),
        retries: summary?.retries ?? 0,
        deadLetters: summary?.deadLetters ?? 0,
        message: summary?.state.message ?? null,
      };
    });
    const configured = new Set(rows.map(({ name }) => name));
    const unconfigured = [...known.keys()].filter((name) => !configured.has(name));
    if (call.values["json"] === true) {
      console.log(
        JSON.stringify(
          { live: false, events: stats.events, headSeq: stats.headSeq, destinations: rows, unconfigured },
          null,
          2,
        ),
      );
      return 0;
    }
    console.log(`${config.journal.path}: ${stats.events} events`);
    for (const row of rows) {
      const facts = `${row.status}, ${row.lagEvents} behind, ${row.retries} retries, ${row.deadLetters} dead letters`;
      const message = row.message === null ? "" : `\n    ${printable(row.message)}`;
      console.log(`  ${row.name} (${row.type}, ${row.guarantee}): ${facts}${message}`);
    }
    for (const name of unconfigured)
      console.log(`  ${printable(name)}: has a place in the journal, but is not in the configuration`);
    return 0;
  },
};

/** What the journal knows; nothing yet where there is no journal. */
async function inspect(path: string): Promise<{
  readonly stats: Pick<JournalStats, "events" | "headSeq">;
  readonly summaries: readonly DestinationSummary[];
}> {
  if (!existsSync(path)) return { stats: { events: 0, headSeq: 0 }, summaries: [] };
  const journal = inspectSqliteJournal(path);
  try {
    return { stats: await journal.stats(), summaries: await journal.destinations() };
  } finally {
    await journal.close();
  }
}
