import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { appendEvents } from "./append-events.ts";
import { load } from "./load.ts";
import { benchPayload, createSignedRequests } from "./signed-requests.ts";
import { startMusette } from "./started-musette.ts";
import { formatSpread, spread, type Spread } from "./statistics.ts";

/** From the start of the process to ready: with an empty journal, and for each million events in it. */
const bars = { emptyMs: 1_000, perMillionMs: 1_000 };

/**
 * From the start of `musette start` until it is ready: with an empty journal, and after a SIGKILL under load
 * with a million events and with three in the journal.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const sizes = quick ? [100_000] : [1_000_000, 3_000_000];
  const rounds = quick ? 3 : 7;
  const empty = await inFolder(async (folder) => await timeStarts(folder, rounds, "SIGTERM"));
  const filled: (Spread & { readonly events: number })[] = [];
  for (const events of sizes) {
    filled.push(
      await inFolder(async (folder) => {
        await fill(path.join(folder, "journal.db"), events, json);
        return { events, ...(await timeStarts(folder, quick ? 2 : 3, "SIGKILL")) };
      }),
    );
  }
  const met =
    empty.median < bars.emptyMs &&
    filled.every(({ events, median }) => median < Math.max(1, events / 1e6) * bars.perMillionMs);
  if (json) {
    console.log(JSON.stringify({ benchmark: "start", empty, filled, bars, met }));
    return met;
  }
  console.log(`\nstart: until ready, ms: median [min - max]`);
  console.log(`  empty journal                  ${formatSpread(empty)}   bar ${bars.emptyMs}`);
  for (const { events, ...times } of filled) {
    const name = `killed, ${events.toLocaleString("en-US")} events`;
    console.log(`  ${name.padEnd(29)}  ${formatSpread(times)}   bar ${bars.perMillionMs} per million`);
  }
  console.log(`  ${met ? "all met" : "NOT all met"}\n`);
  return met;
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-start-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each start follows an end by this signal; a killed server was taking workouts at that moment. */
async function timeStarts(folder: string, rounds: number, end: "SIGTERM" | "SIGKILL"): Promise<Spread> {
  const times: number[] = [];
  const headers = { "dev-id": "bench", "x-api-key": "bench-key" };
  const nextRequest = createSignedRequests(benchPayload(), "/ingest/peloton?user_id=rider", headers);
  // The first leaves the compiled sources that an image has in it, which a killed one does not.
  const first = await startMusette(folder);
  await first.kill("SIGTERM");
  for (let round = 0; round <= rounds; round++) {
    const server = await startMusette(folder);
    if (round > 0) times.push(server.readyMs);
    if (end === "SIGKILL") {
      const port = Number(new URL(server.url).port);
      const loading = load({ port, connections: 16, seconds: 1, nextRequest }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await server.kill(end);
      await loading;
    } else await server.kill(end);
  }
  return spread(times);
}

async function fill(file: string, events: number, quiet: boolean): Promise<void> {
  const journal = await openSqliteJournal({ path: file });
  await appendEvents(journal, events, (done) => {
    if (!quiet) process.stdout.write(`\r  filling: ${done.toLocaleString("en-US")} events `);
  });
  await journal.close();
  if (!quiet) console.log();
}
