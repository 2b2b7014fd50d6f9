import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeHistoryJournal } from "./history-journal.ts";
import { startServerProcess } from "./server-process.ts";
import { formatSpread, spread } from "./statistics.ts";
import { timedDownload, type Download } from "./timed-download.ts";
import { timeToFirstByte } from "./time-to-first-byte.ts";

/**
 * The least share of the file's rate and of its quickness, and the most memory above idle. Idle is a server
 * that was just started and has answered nothing.
 */
const bars = { ratio: 0.5, aboveIdleBytes: 100 * 1024 * 1024 };
const headers = { "dev-id": "bench", "x-api-key": "bench-key" };
const sides = { history: historyPath("2025-01-01", "2026-01-01"), file: "/file" } as const;

function historyPath(start: string, end: string): string {
  return `/v2/activity?user_id=rider&start_date=${start}&end_date=${end}&to_webhook=false&with_samples=true`;
}

/**
 * A year of one user's rides with samples, out of 1,000,000 events, against the same Hono streaming the
 * same bytes from a file: time to first byte and throughput, alternated in one run, and the memory.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const events = quick ? 100_000 : 1_000_000;
  const rounds = quick ? 3 : 7;
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-history-"));
  try {
    const files = [path.join(folder, "journal.db"), path.join(folder, "year.json")] as const;
    await makeHistoryJournal(files[0], events);
    const server = await startServerProcess("./history-server.ts", files);
    const freshBytes = await readResident(server.first);
    const monthsBytes = await residentAfterMonths(server.first);
    let peakBytes = await peakResident(server.first, sides.history);
    const copied = await timedDownload(server.first, sides.history, headers, createWriteStream(files[1]));
    const results = { history: [] as Download[], file: [] as Download[] };
    for (let round = 0; round <= rounds; round++) {
      for (const side of ["file", "history"] as const) {
        const result = await timedDownload(server.first, sides[side], headers);
        if (result.bytes !== copied.bytes)
          throw new Error(`${side} sent ${result.bytes} bytes, not ${copied.bytes}`);
        // The first round warms caches and compiled code.
        if (round > 0) results[side].push(result);
      }
    }
    const waits = { history: [] as number[], file: [] as number[] };
    for (let round = 0; round < rounds * 5; round++) {
      for (const side of ["file", "history"] as const) {
        waits[side].push(await timeToFirstByte(server.first, sides[side], headers));
      }
    }
    peakBytes = Math.max(peakBytes, await peakResident(server.first, sides.history));
    await server.stop();
    const memory = { freshBytes, monthsBytes, peakBytes };
    return report({ events, bytes: copied.bytes, ...results, waits, memory }, json);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(
  measured: {
    readonly events: number;
    readonly bytes: number;
    readonly history: readonly Download[];
    readonly file: readonly Download[];
    /** Time to first byte, milliseconds. */
    readonly waits: { readonly history: readonly number[]; readonly file: readonly number[] };
    readonly memory: {
      readonly freshBytes: number;
      readonly monthsBytes: number;
      readonly peakBytes: number;
    };
  },
  json: boolean,
): boolean {
  const { events, bytes, history, file, waits, memory } = measured;
  const aboveIdleBytes = memory.peakBytes - memory.freshBytes;
  const rates = (side: readonly Download[]) =>
    spread(side.map(({ megabytesPerSecond }) => megabytesPerSecond));
  const ratio = spread(
    history.map(
      ({ megabytesPerSecond }, index) => megabytesPerSecond / (file[index]?.megabytesPerSecond ?? Number.NaN),
    ),
  );
  const quickness = spread(waits.history.map((ms, index) => (waits.file[index] ?? Number.NaN) / ms));
  const met =
    ratio.median >= bars.ratio && quickness.median >= bars.ratio && aboveIdleBytes < bars.aboveIdleBytes;
  if (json) {
    console.log(JSON.stringify({ benchmark: "history", ...measured, ratio, quickness, bars, met }));
    return met;
  }
  const megabytes = (count: number) => `${(count / 1024 / 1024).toFixed(0)} MB`;
  console.log(
    `\nhistory: a year of rides (${megabytes(bytes)}) out of ${events.toLocaleString("en-US")} events: median [min - max]`,
  );
  console.log(`  file, MB/s              ${formatSpread(rates(file))}`);
  console.log(`  history, MB/s           ${formatSpread(rates(history))}`);
  console.log(`  ratio                   ${formatSpread(ratio, 2)}   bar ${bars.ratio}`);
  console.log(`  first byte, file, ms    ${formatSpread(spread(waits.file), 1)}`);
  console.log(`  first byte, history, ms ${formatSpread(spread(waits.history), 1)}`);
  console.log(`  ratio                   ${formatSpread(quickness, 2)}   bar ${bars.ratio}`);
  console.log(
    `  memory                  ${megabytes(memory.freshBytes)} fresh, ${megabytes(memory.monthsBytes)} after single months, ${megabytes(memory.peakBytes)} at most with the first year and the last`,
  );
  console.log(
    `  memory above idle       ${megabytes(aboveIdleBytes)}   bar 100 MB: ${met ? "all met" : "NOT all met"}\n`,
  );
  return met;
}

/** What a server that has answered each month for itself takes while nothing happens. */
async function residentAfterMonths(port: number): Promise<number> {
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2025, month)));
  for (const month of months) {
    const end = new Date(Date.UTC(2025, month.getUTCMonth() + 1));
    const [from, to] = [month, end].map((date) => date.toISOString().slice(0, 10));
    await timedDownload(port, historyPath(from ?? "", to ?? ""), headers);
  }
  await sleep(500);
  return await readResident(port);
}

/** The most resident memory while a year is read, in a pass of its own so that asking costs the others nothing. */
async function peakResident(port: number, url: string): Promise<number> {
  let peakBytes = 0;
  const reading = timedDownload(port, url, headers);
  const sampling = new AbortController();
  const sample = async (): Promise<void> => {
    while (!sampling.signal.aborted) {
      peakBytes = Math.max(peakBytes, await readResident(port));
      await sleep(50);
    }
  };
  const sampled = sample();
  await reading;
  sampling.abort();
  await sampled;
  return peakBytes;
}

async function readResident(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}
