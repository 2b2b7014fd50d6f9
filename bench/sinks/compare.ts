import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { spread } from "../statistics.ts";
import type { Spread } from "../statistics.ts";
import { batchSize, measureByHand, measureMusette, planOf } from "./measure.ts";
import type { From } from "./measure.ts";
import type { OpenSink, Sink, SinkPlace } from "./sink.ts";
import { appendSinkEvents, makeSinkEvents } from "./sink-events.ts";

export type SinkResult =
  | { readonly sink: string; readonly skipped: string }
  | {
      readonly sink: string;
      readonly server: string;
      readonly events: number;
      readonly live: Comparison;
      readonly backlog: Comparison;
    };

/** Events a second of both sides, and of the two measurements of one round their ratio. */
export interface Comparison {
  readonly byHand: Spread;
  readonly musette: Spread;
  readonly ratio: Spread;
}

interface Round {
  byHand: number;
  musette: number;
}

/** Measures both sides of one sink in turn, each round in the other order; the first round is not counted. */
export async function compareSink(sink: Sink, rounds: number, share: number): Promise<SinkResult> {
  const opened = await sink.open();
  if ("skipped" in opened) return { sink: sink.name, skipped: opened.skipped };
  await using open = opened;
  const { definition, server } = open;
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-sinks-"));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  try {
    const events = makeSinkEvents(Math.round(sink.events * share));
    await appendSinkEvents(journal, events);

    async function measureRound(round: number, from: From): Promise<Round> {
      const measured = { byHand: 0, musette: 0 };
      const sides = ["byHand", "musette"] as const;
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        measured[side] = await inPlace(open, events.length, async (place) => {
          if (side === "musette") {
            const plan = planOf(`${sink.name}-${from}-${round}`, definition, place.config);
            return await measureMusette(journal, plan, events, from);
          }
          await using writer = place.openByHand();
          return await measureByHand(writer, events, batchSize(definition), from);
        });
      }
      return measured;
    }

    const measured: Record<From, Round[]> = { live: [], backlog: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const from of ["live", "backlog"] as const) {
        const result = await measureRound(round, from);
        if (round > 0) measured[from].push(result);
      }
    }
    const { live, backlog } = measured;
    return { sink: sink.name, server, events: events.length, live: compare(live), backlog: compare(backlog) };
  } finally {
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function compare(rounds: readonly Round[]): Comparison {
  return {
    byHand: spread(rounds.map(({ byHand }) => byHand)),
    musette: spread(rounds.map(({ musette }) => musette)),
    ratio: spread(rounds.map(({ byHand, musette }) => musette / byHand)),
  };
}

/** A measurement counts only when everything is there afterwards. */
async function inPlace(
  open: OpenSink,
  events: number,
  measure: (place: SinkPlace) => Promise<number>,
): Promise<number> {
  await using place = await open.makePlace();
  const perSecond = await measure(place);
  const there = await place.count();
  if (there !== events) throw new Error(`${there} of ${events} events are there`);
  return perSecond;
}
