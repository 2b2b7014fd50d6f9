import {
  createSelect,
  encodeBatch,
  encodeFhir,
  encodeFit,
  encodeJson,
  encodeNdjson,
  encodeParquet,
  encodeTcx,
} from "@musette/formats";
import { makeOneHourRide } from "./formats/one-hour-ride.ts";
import { createReadyColumns } from "./formats/ready-columns.ts";
import { timeAlternately } from "./formats/time-alternately.ts";
import type { Work } from "./formats/time-alternately.ts";
import { formatSpread } from "./statistics.ts";
import type { Spread } from "./statistics.ts";

const stringify = "JSON.stringify";
const parse = "JSON.parse";
const readyColumns = "hyparquet-writer, 100 rides in columns";
const hundredRides = "parquet, 100 rides";

/** The most that each may take: milliseconds, or so many times what another takes in the same run. */
const bars: Readonly<
  Record<string, { readonly ms: number } | { readonly times: number; readonly of: string }>
> = {
  fit: { ms: 10 },
  fhir: { ms: 15 },
  "select: keep three blocks": { times: 1.2, of: parse },
  "select: drop a field of every sample": { times: 1.2, of: parse },
  "select: a sample every 5 s": { times: 1.2, of: parse },
  "select: peaks every 5 s": { times: 1.2, of: parse },
  [hundredRides]: { times: 2, of: readyColumns },
};

/** One ride of an hour in every format and selection, and 100 such rides as Parquet. */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const ride = makeOneHourRide(1);
  const text = ride.json();
  const select = (options: Parameters<typeof createSelect>[0]): Work => {
    const selected = createSelect(options);
    return () => selected(ride.item(), ride.type);
  };
  const single = await timeAlternately(
    new Map<string, Work>([
      [stringify, () => JSON.stringify(ride.item())],
      [parse, () => JSON.parse(text) as unknown],
      ["json", () => encodeJson(ride)],
      ["ndjson", () => encodeNdjson([ride], "none")],
      ["ndjson+gzip", () => encodeBatch("ndjson+gzip", [ride])],
      ["ndjson+zstd", () => encodeBatch("ndjson+zstd", [ride])],
      ["fit", () => encodeFit(ride)],
      ["tcx", () => encodeTcx(ride)],
      ["fhir", () => encodeFhir(ride, "R4")],
      ["parquet", () => encodeParquet([ride])],
      [
        "select: keep three blocks",
        select({ keep: ["metadata", "heart_rate_data.summary", "power_data"], samples: "all" }),
      ],
      [
        "select: drop a field of every sample",
        select({ drop: ["*.*.timer_duration_seconds", "*.*.*.timer_duration_seconds"], samples: "all" }),
      ],
      ["select: a sample every 5 s", select({ samples: { everyMs: 5_000 } })],
      ["select: peaks every 5 s", select({ samples: { peaksEveryMs: 5_000 } })],
    ]),
    { rounds: quick ? 15 : 60, warmUpRounds: 5 },
  );
  const rides = Array.from({ length: 100 }, (_, index) => makeOneHourRide(index));
  const hundred = await timeAlternately(
    new Map<string, Work>([
      [readyColumns, await createReadyColumns(rides)],
      [hundredRides, () => encodeParquet(rides)],
    ]),
    { rounds: quick ? 3 : 7, warmUpRounds: 1 },
  );
  const results = new Map([...single, ...hundred]);
  const report = [...results].map(([name, ms]) => judge(name, ms, results));
  const met = report.every((line) => line.met !== false);
  if (json) {
    console.log(JSON.stringify({ benchmark: "formats", eventBytes: Buffer.byteLength(text), report, met }));
  } else {
    console.log(
      `\nformats: a ride of an hour, ${(text.length / 1024).toFixed(0)} KB of JSON, ms: median [min - max]`,
    );
    for (const line of report) console.log(describe(line));
    console.log(`  ${met ? "all bars met" : "NOT all bars met"}\n`);
  }
  return met;
}

interface Line {
  readonly name: string;
  readonly ms: Spread;
  /** Times what JSON.stringify of the same ride takes in this run. */
  readonly ratio: number;
  readonly bar?: string;
  readonly met?: boolean;
}

function judge(name: string, ms: Spread, results: ReadonlyMap<string, Spread>): Line {
  const median = (of: string) => results.get(of)?.median ?? Number.NaN;
  const line = { name, ms, ratio: ms.median / median(stringify) };
  const bar = Object.hasOwn(bars, name) ? bars[name] : undefined;
  if (bar === undefined) return line;
  if ("ms" in bar) return { ...line, bar: `bar ${bar.ms} ms`, met: ms.median <= bar.ms };
  const times = ms.median / median(bar.of);
  return {
    ...line,
    bar: `${times.toFixed(2)} x ${bar.of}, bar ${bar.times}`,
    met: times <= bar.times,
  };
}

function describe({ name, ms, ratio, bar, met }: Line): string {
  const judged = bar === undefined ? "" : `   ${bar}: ${met === true ? "met" : "NOT met"}`;
  return `  ${name.padEnd(40)} ${formatSpread(ms, 2).padEnd(26)} ${ratio.toFixed(2).padStart(7)} x stringify${judged}`;
}
