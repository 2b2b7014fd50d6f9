import { stopStartedServers } from "@musette/testing";
import { allSinks } from "./sinks/all-sinks.ts";
import { compareSink } from "./sinks/compare.ts";
import type { SinkResult } from "./sinks/compare.ts";
import { measureIsolation } from "./sinks/isolation.ts";
import type { IsolationResult } from "./sinks/isolation.ts";
import { formatSpread } from "./statistics.ts";

/** The least share of the hand-written loop's rate, and of a destination's own rate beside a dead one. */
const bars = { ratio: 0.8, isolation: 0.95 };
const isolationName = "isolation";

/**
 * Events a second into each destination that has a server here: Musette's journal, delivery and connector
 * against a loop written by hand with the same client, same batches, same server, same bytes. The bar is on
 * events that have just come in, whose items both sides have in memory; from a backlog Musette reads and
 * normalizes them again, and the loop parses bytes that it has in memory. Then two destinations beside a
 * third that is dead, against the same two alone.
 */
export async function run({
  json,
  quick,
  only,
}: {
  readonly json: boolean;
  readonly quick: boolean;
  /** Names of sinks, with commas between them. */
  readonly only?: string | undefined;
}): Promise<boolean> {
  const names = [...allSinks.map(({ name }) => name), isolationName];
  const wanted = only?.split(",") ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no sink ${unknown.join()}. There are: ${names.join(", ")}.`);
  const rounds = quick ? 3 : 7;
  const share = quick ? 0.25 : 1;
  try {
    const sinks: SinkResult[] = [];
    for (const sink of allSinks.filter(({ name }) => wanted.includes(name))) {
      const result = await compareSink(sink, rounds, share);
      sinks.push(result);
      if (!json) console.log(describeSink(result));
    }
    const isolation = wanted.includes(isolationName) ? await measureIsolation(rounds, share) : [];
    if (!json) for (const result of isolation) console.log(describeIsolation(result));
    const met =
      sinks.every((result) => "skipped" in result || result.live.ratio.median >= bars.ratio) &&
      isolation.every(({ ratio }) => ratio.median >= bars.isolation);
    if (json) console.log(JSON.stringify({ benchmark: "sinks", bars, sinks, isolation, met }));
    else console.log(`\nsinks: ${met ? "all bars met" : "NOT all bars met"}\n`);
    return met;
  } finally {
    await stopStartedServers();
  }
}

function describeSink(result: SinkResult): string {
  if ("skipped" in result) return `\n${result.sink}: skipped: ${result.skipped}`;
  const { sink, server, events, live, backlog } = result;
  const met = live.ratio.median >= bars.ratio ? "met" : "NOT met";
  return `
${sink} on ${server}: ${events.toLocaleString("en-US")} events of 5 KB, events/s: median [min - max]
  as they come in   by hand ${formatSpread(live.byHand)}   Musette ${formatSpread(live.musette)}
                    ratio ${formatSpread(live.ratio, 2)}   bar ${bars.ratio}: ${met}
  from a backlog    by hand ${formatSpread(backlog.byHand)}   Musette ${formatSpread(backlog.musette)}
                    ratio ${formatSpread(backlog.ratio, 2)}`;
}

function describeIsolation({ destination, dead, alone, beside, ratio }: IsolationResult): string {
  const met = ratio.median >= bars.isolation ? "met" : "NOT met";
  return `
${destination} beside a destination that ${dead}, events/s: median [min - max]
  without it    ${formatSpread(alone)}
  beside it     ${formatSpread(beside)}
  ratio         ${formatSpread(ratio, 2)}   bar ${bars.isolation}: ${met}`;
}
