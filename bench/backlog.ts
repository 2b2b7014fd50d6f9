import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { appendEvents } from "./append-events.ts";
import { load } from "./load.ts";
import { startServerProcess } from "./server-process.ts";
import { benchPayload, createSignedRequests } from "./signed-requests.ts";
import { formatSpread, spread } from "./statistics.ts";

/** The least share of the empty journal's rate, and the most resident memory. */
const bars = { ratio: 0.9, residentBytes: 300 * 1024 * 1024 };
const connections = 64;

/**
 * Ingest of 60 KB payloads with 1,000,000 events behind a paused destination, against the same server
 * on an empty journal: requests a second, alternated in one run, and the resident memory.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const events = quick ? 100_000 : 1_000_000;
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-backlog-"));
  try {
    const file = path.join(folder, "journal.db");
    await fill(file, events, json);
    const payload = benchPayload();
    const headers = { "dev-id": "bench", "x-api-key": "bench-key" };
    const nextRequest = createSignedRequests(payload, "/ingest/peloton?user_id=rider", headers);
    const empty: number[] = [];
    const behind: number[] = [];
    let residentBytes = 0;
    const rounds = quick ? 2 : 5;
    for (let round = 0; round < rounds; round++) {
      for (const [args, results] of [
        [[], empty],
        [[file], behind],
      ] as const) {
        const server = await startServerProcess("./musette-server.ts", args);
        await load({ port: server.first, connections, seconds: 1, nextRequest });
        const result = await load({ port: server.first, connections, seconds: quick ? 2 : 5, nextRequest });
        const refused = Object.keys(result.statuses).filter((status) => status !== "202");
        if (refused.length > 0) throw new Error(`the server answered ${refused.join(", ")}`);
        if (args.length > 0) residentBytes = Math.max(residentBytes, await readResident(server.first));
        await server.stop();
        results.push(result.perSecond);
      }
      if (!json)
        console.log(
          `  round ${round + 1}  empty ${empty.at(-1)?.toFixed(0)}  behind ${behind.at(-1)?.toFixed(0)} requests/s`,
        );
    }
    const ratio = spread(behind.map((value, index) => value / (empty[index] ?? Number.NaN)));
    const met = ratio.median >= bars.ratio && residentBytes < bars.residentBytes;
    if (json)
      console.log(
        JSON.stringify({
          benchmark: "backlog",
          events,
          empty: spread(empty),
          behind: spread(behind),
          ratio,
          residentBytes,
          bars,
          met,
        }),
      );
    else {
      console.log(
        `\nbacklog: 60 KB payloads with ${events.toLocaleString("en-US")} events behind a paused destination, requests/s: median [min - max]`,
      );
      console.log(`  empty journal      ${formatSpread(spread(empty))}`);
      console.log(`  with the backlog   ${formatSpread(spread(behind))}`);
      console.log(`  ratio              ${formatSpread(ratio, 2)}   bar ${bars.ratio}`);
      console.log(
        `  resident memory    ${(residentBytes / 1024 / 1024).toFixed(0)} MB   bar 300 MB: ${met ? "both met" : "NOT met"}\n`,
      );
    }
    return met;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(file: string, events: number, quiet: boolean): Promise<void> {
  const journal = await openSqliteJournal({ path: file });
  await journal.openCursor("paused", "beginning");
  const startedMs = performance.now();
  await appendEvents(journal, events, (done) => {
    const rate = done / ((performance.now() - startedMs) / 1000);
    if (!quiet)
      process.stdout.write(
        `\r  filling: ${done.toLocaleString("en-US")} events, ${rate.toFixed(0)} a second `,
      );
  });
  await journal.close();
  if (!quiet) console.log();
}

async function readResident(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}
