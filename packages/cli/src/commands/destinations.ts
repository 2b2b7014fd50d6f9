import { existsSync } from "node:fs";
import { inspectSqliteJournal, type DestinationSummary, type JournalStats } from "@musette/journal";
import { stringOption, type Command } from "../command.ts";
import { defaultConfigFile, openConfig } from "../open-config.ts";

export const destinations: Command = {
  summary: "Show where each destination stands",
  help: `Usage: musette destinations [--config FILE] [--json]

Reads the journal, beside a running server or without one: state, how many events a destination is
behind, retries and dead letters.

  --config FILE  the configuration (default ${defaultConfigFile})
  --json         print JSON`,
  options: { config: { type: "string" }, json: { type: "boolean" } },
  async run(call) {
    const config = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
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
          { events: stats.events, headSeq: stats.headSeq, destinations: rows, unconfigured },
          null,
          2,
        ),
      );
      return 0;
    }
    console.log(`${config.journal.path}: ${stats.events} events`);
    for (const row of rows) {
      const facts = `${row.status}, ${row.lagEvents} behind, ${row.retries} retries, ${row.deadLetters} dead letters`;
      console.log(
        `  ${row.name} (${row.type}, ${row.guarantee}): ${facts}${row.message === null ? "" : `\n    ${row.message}`}`,
      );
    }
    for (const name of unconfigured)
      console.log(`  ${name}: has a place in the journal, but is not in the configuration`);
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
