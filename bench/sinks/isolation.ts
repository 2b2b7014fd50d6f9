import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import webhookConnector from "@musette/connector-webhook";
import type { DeliveryObserver, DestinationPlan } from "@musette/delivery";
import { openSqliteJournal } from "@musette/journal";
import type { Journal } from "@musette/journal";
import { freePort } from "@musette/testing";
import { spread } from "../statistics.ts";
import type { Spread } from "../statistics.ts";
import { deliveryOf, planOf } from "./measure.ts";
import type { OpenSink } from "./sink.ts";
import { appendSinkEvents, makeSinkEvents } from "./sink-events.ts";
import type { SinkEvent } from "./sink-events.ts";
import { sqlite } from "./sqlite.ts";
import { webhook } from "./webhook.ts";

export interface IsolationResult {
  readonly destination: string;
  /** What the third destination does. */
  readonly dead: string;
  /** Events a second of the two without the third, and with it. */
  readonly alone: Spread;
  readonly beside: Spread;
  readonly ratio: Spread;
}

const healthy = [sqlite, webhook];
const eventCount = 8_000;
const deadlineMs = 120_000;
const ways = ["accepts and never answers", "refuses connections"] as const;

type Rates = ReadonlyMap<string, number>;

/** Two destinations alone, beside one that is silent, beside one that refuses: in turn, in one run. */
export async function measureIsolation(rounds: number, share: number): Promise<readonly IsolationResult[]> {
  await using made = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-isolation-"));
  made.defer(() => rm(folder, { recursive: true, force: true }));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  made.defer(() => journal.close());
  const events = makeSinkEvents(Math.round(eventCount * share));
  await appendSinkEvents(journal, events);
  const sinks: OpenSink[] = [];
  for (const sink of healthy) {
    const open = await sink.open();
    if ("skipped" in open) throw new Error(open.skipped);
    sinks.push(made.use(open));
  }
  await using silent = await startSilentServer();
  const deadPorts = { [ways[0]]: silent.port, [ways[1]]: await freePort() };

  const measured: Record<"alone" | (typeof ways)[number], Rates>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const measure = (name: string, deadPort?: number) =>
      measureRates(journal, sinks, events, `${name}-${round}`, deadPort);
    const before = await measure("before");
    const rates = {
      [ways[0]]: await measure("silent", deadPorts[ways[0]]),
      [ways[1]]: await measure("refusing", deadPorts[ways[1]]),
    };
    // Before and after, so that a machine that slows down meanwhile does not count against either.
    const after = await measure("after");
    const alone = new Map(healthy.map(({ name }) => [name, mean(before.get(name), after.get(name))]));
    if (round > 0) measured.push({ alone, ...rates });
  }
  return ways.flatMap((dead) =>
    healthy.map(({ name }) => {
      const of = (which: "alone" | typeof dead) =>
        measured.map((round) => round[which].get(name) ?? Number.NaN);
      const [alone, beside] = [of("alone"), of(dead)];
      const ratios = beside.map((rate, index) => rate / (alone[index] ?? Number.NaN));
      return { destination: name, dead, alone: spread(alone), beside: spread(beside), ratio: spread(ratios) };
    }),
  );
}

/** Events a second of each healthy destination, from the start until it has them all. */
async function measureRates(
  journal: Journal,
  sinks: readonly OpenSink[],
  events: readonly SinkEvent[],
  run: string,
  deadPort: number | undefined,
): Promise<Rates> {
  const count = events.length;
  await using places = new AsyncDisposableStack();
  const plans: DestinationPlan[] = [];
  for (const [index, sink] of sinks.entries()) {
    const { config } = places.use(await sink.makePlace());
    plans.push(planOf(`${healthy[index]?.name}-${run}`, sink.definition, config));
  }
  const names = plans.map(({ name }) => name);
  if (deadPort !== undefined) {
    const config = { url: `http://127.0.0.1:${deadPort}/`, allow_private: true };
    plans.push(planOf(`dead-${run}`, webhookConnector, config));
  }
  const delivered = new Map<string, number>();
  const rates = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  let startedMs = 0;
  const observe: DeliveryObserver = {
    attempt(name, outcome, records) {
      if (outcome !== "delivered" || !names.includes(name)) return;
      const done = (delivered.get(name) ?? 0) + records;
      delivered.set(name, done);
      if (done < count) return;
      rates.set(name.replace(`-${run}`, ""), (count * 1000) / (performance.now() - startedMs));
      if (rates.size === names.length) all.resolve();
    },
  };
  const delivery = deliveryOf(journal, plans, { live: events, observe });
  const late = setTimeout(() => all.reject(new Error(`not delivered within ${deadlineMs} ms`)), deadlineMs);
  startedMs = performance.now();
  await delivery.start();
  await all.promise;
  clearTimeout(late);
  await delivery.stop({ timeoutMs: 0 });
  return rates;
}

function mean(a = Number.NaN, b = Number.NaN): number {
  return (a + b) / 2;
}

/** Takes connections and says nothing. */
async function startSilentServer(): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
    socket.resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
