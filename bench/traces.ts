import { buffer } from "node:stream/consumers";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { makeHome, startMusette } from "../test/e2e/musette-process.ts";
import { load } from "./load.ts";
import { benchPayload, createSignedRequests } from "./signed-requests.ts";
import { formatSpread, spread } from "./statistics.ts";

/** The most processor time by request, to that of a server without traces. */
const bar = 1.25;
const connections = 16;

/**
 * The real server without traces, with every request traced, and with a collector that is away: processor time of
 * its process by request, alternated in one run.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  let posts = 0;
  const collector = createServer((incoming, outgoing) => {
    posts += 1;
    void buffer(incoming).then(() => outgoing.end());
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  const telemetry = (to: number) => `telemetry: { otlp: { endpoint: "http://127.0.0.1:${to}" } }`;
  const sides = { off: "", on: telemetry(port), away: telemetry(9) };
  const times: Record<keyof typeof sides, number[]> = { off: [], on: [], away: [] };
  const rounds = quick ? 2 : 5;
  for (let round = 0; round <= rounds; round++) {
    for (const name of ["off", "on", "away"] as const) {
      const { perSecond, cpuMicroseconds } = await measure(sides[name], quick ? 2 : 4);
      // The first round warms the disk and the file cache.
      if (round > 0) times[name].push(cpuMicroseconds);
      if (!json)
        console.log(
          `  round ${round}${round === 0 ? " (not counted)" : ""}  ${name.padEnd(4)} ${cpuMicroseconds.toFixed(0)} µs of processor time by request, ${perSecond.toFixed(0)} requests/s`,
        );
    }
  }
  collector.close();
  if (posts === 0) throw new Error("no trace came to the collector");

  const toOff = (name: "on" | "away") =>
    spread(times[name].map((value, index) => value / (times.off[index] ?? Number.NaN)));
  const ratios = { on: toOff("on"), away: toOff("away") };
  const met = ratios.on.median <= bar && ratios.away.median <= bar;
  if (json) {
    console.log(
      JSON.stringify({ benchmark: "traces", connections, off: spread(times.off), ratios, bar, met }),
    );
  } else {
    console.log(`\ntraces: processor time by request, to a server without them: median [min - max]`);
    console.log(`  every request traced      ${formatSpread(ratios.on, 2)}   bar ${bar}`);
    console.log(
      `  and the collector away    ${formatSpread(ratios.away, 2)}   bar ${bar}: ${met ? "met" : "NOT met"}\n`,
    );
  }
  return met;
}

async function measure(telemetry: string, seconds: number) {
  await using home = await makeHome();
  const config = await home.write(
    "musette.yaml",
    `
server: { port: 0 }
developers: [{ dev_id: bench, api_key: bench-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
${telemetry}
destinations: []
`,
  );
  await using musette = await startMusette(config);
  const nextRequest = createSignedRequests(benchPayload(), "/ingest/peloton?user_id=bench", {
    "dev-id": "bench",
    "x-api-key": "bench-key",
  });
  const port = Number(new URL(musette.url).port);
  const cpuSeconds = async () => {
    const text = await (await fetch(new URL("/metrics", musette.url))).text();
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1] ?? Number.NaN);
  };
  await load({ port, connections, seconds: 1, nextRequest });
  const before = await cpuSeconds();
  const { perSecond, requests, statuses } = await load({ port, connections, seconds, nextRequest });
  if (Object.keys(statuses).some((status) => status !== "202"))
    throw new Error(`${JSON.stringify(statuses)} was answered; only 202 was expected`);
  return { perSecond, cpuMicroseconds: (((await cpuSeconds()) - before) / requests) * 1e6 };
}
