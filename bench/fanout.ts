import { startServerProcess } from "./server-process.ts";
import { formatSpread, spread } from "./statistics.ts";

/** How many times BullMQ's deliveries a second Musette must reach. */
const bar = 10;

/**
 * 5 KB events to five no-op destinations, durably: Musette's journal and delivery against BullMQ on a
 * Redis with `appendfsync always`, payload stored once. Each side says its deliveries a second.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const rounds = quick ? 1 : 3;
  const sides = [
    { file: "./fanout-bullmq.ts", events: quick ? 3_000 : 10_000, results: [] as number[] },
    { file: "./fanout-musette.ts", events: quick ? 30_000 : 100_000, results: [] as number[] },
  ] as const;
  for (let round = 0; round < rounds; round++) {
    for (const { file, events, results } of sides) {
      const side = await startServerProcess(file, [String(events)]);
      results.push(side.first);
      await side.stop();
      if (!json)
        console.log(
          `  round ${round + 1}  ${file.slice(2, -3).padEnd(16)} ${side.first.toFixed(0)} deliveries/s`,
        );
    }
  }
  const [bullmq, musette] = [sides[0].results, sides[1].results];
  const ratios = musette.map((value, index) => value / (bullmq[index] ?? Number.NaN));
  const report = {
    benchmark: "fanout",
    eventBytes: 5_000,
    destinations: 5,
    bullmq: spread(bullmq),
    musette: spread(musette),
    ratio: spread(ratios),
    bar,
  };
  const met = report.ratio.median >= bar;
  if (json) console.log(JSON.stringify({ ...report, met }));
  else {
    console.log(
      "\nfanout: 5 KB events to 5 no-op destinations, fsynced on both sides, deliveries/s: median [min - max]",
    );
    console.log(`  BullMQ, Redis appendfsync always   ${formatSpread(report.bullmq)}`);
    console.log(`  Musette                            ${formatSpread(report.musette)}`);
    console.log(
      `  ratio                              ${formatSpread(report.ratio, 1)}   bar ${bar}: ${met ? "met" : "NOT met"}\n`,
    );
  }
  return met;
}
