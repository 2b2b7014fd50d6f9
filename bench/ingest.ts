import { load } from "./load.ts";
import { startServerProcess } from "./server-process.ts";
import { benchPayload, createSignedRequests } from "./signed-requests.ts";
import { formatSpread, spread } from "./statistics.ts";

/** The least share of the bare handler's rate that the whole durable path must keep. */
const bar = 0.6;
const connections = 64;
const warmUpSeconds = 3;

/**
 * The whole path (verify, parse, normalise, journal fsync, answer) against a bare Hono handler that
 * reads, verifies the same HMAC and parses: requests a second, both sides alternated in one run.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const payload = benchPayload();
  const nextRequest = createSignedRequests(payload, "/ingest/peloton?user_id=bench", {
    "dev-id": "bench",
    "x-api-key": "bench-key",
  });
  const rounds = quick ? 2 : 5;
  const seconds = quick ? 2 : 5;
  const bare: number[] = [];
  const musette: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const [file, results] of [
      ["./bare-server.ts", bare],
      ["./musette-server.ts", musette],
    ] as const) {
      const server = await startServerProcess(file);
      // A server runs for months: both sides are compiled by V8 before they are measured.
      await load({ port: server.first, connections, seconds: warmUpSeconds, nextRequest });
      const result = await load({ port: server.first, connections, seconds, nextRequest });
      await server.stop();
      if (Object.keys(result.statuses).some((status) => status !== "202")) {
        throw new Error(`${file} answered ${JSON.stringify(result.statuses)}; only 202 was expected`);
      }
      // The first round warms the disk and the file cache.
      if (round > 0) results.push(result.perSecond);
      if (!json)
        console.log(
          `  round ${round}${round === 0 ? " (not counted)" : ""}  ${file.slice(2, -3).padEnd(14)} ${result.perSecond.toFixed(0)} requests/s`,
        );
    }
  }
  const ratios = musette.map((value, index) => value / (bare[index] ?? Number.NaN));
  const report = {
    benchmark: "ingest",
    payloadBytes: payload.length,
    connections,
    bare: spread(bare),
    musette: spread(musette),
    ratio: spread(ratios),
    bar,
  };
  const met = report.ratio.median >= bar;
  if (json) console.log(JSON.stringify({ ...report, met }));
  else {
    console.log(
      `\ningest: ${(payload.length / 1024).toFixed(0)} KB Peloton payloads, ${connections} connections, requests/s: median [min - max]`,
    );
    console.log(`  bare Hono (read, HMAC, JSON.parse)      ${formatSpread(report.bare)}`);
    console.log(`  Musette (… normalise, fsync, answer)    ${formatSpread(report.musette)}`);
    console.log(
      `  ratio                                   ${formatSpread(report.ratio, 2)}   bar ${bar}: ${met ? "met" : "NOT met"}\n`,
    );
  }
  return met;
}
