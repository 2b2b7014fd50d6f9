import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@musette/testing";
import { eventually } from "../../e2e/eventually.ts";
import { makeHome, startMusette, testConfig, type Home } from "../../e2e/musette-process.ts";
import type { Proof, ProofRun } from "../proof.ts";
import { watchMemory } from "../watch-memory.ts";
import { openFaultySink, type FaultySink } from "../soak/faulty-sink.ts";
import { makeLargeEvents, type LargeEvent } from "./large-events.ts";

interface Scale {
  /** Destinations of one server, and of another that gets the same. */
  readonly few: number;
  readonly many: number;
  readonly rides: number;
  readonly recordings: number;
  readonly samples: number;
}

const scales: Readonly<Record<ProofRun["scale"], Scale>> = {
  short: { few: 2, many: 12, rides: 20, recordings: 1, samples: 50_000 },
  full: { few: 4, many: 40, rides: 60, recordings: 6, samples: 250_000 },
};
/** What a container is given in the example of the documentation. */
const mostBytes = 1_024 ** 3;
const mostGrowth = 1.3;
const hangMs = { short: 1_000, full: 10_000 } as const;

export const memory: Proof = {
  name: "memory",
  title:
    "Few and many destinations that take events of 1 and 15 MB and never answer, a SIGKILL meanwhile, then all of them recover at once",
  bar: "0 events lost; the server never has more than 1 GiB, and with ten times the destinations no more than 1.3 times as much",

  async run(run) {
    const { few, many, ...content } = scales[run.scale];
    const events = makeLargeEvents({ seed: run.seed, ...content });
    const total = (few + many) * events.length;
    let before = 0;
    const outcomes: Outcome[] = [];
    for (const count of [few, many]) {
      const shown = (done: number) => run.progress(before + done, total, `${count} destinations`);
      outcomes.push(await overload(run, count, events, shown));
      before += count * events.length;
    }
    const [ofFew, ofMany] = outcomes as [Outcome, Outcome];
    const failures: string[] = [];
    for (const { lost } of outcomes) if (lost > 0) failures.push(`${lost} events did not arrive`);
    const growth = ofMany.peakBytes / ofFew.peakBytes;
    if (run.scale === "full" && growth > mostGrowth) failures.push("memory grew with the destinations");
    if (Math.max(ofFew.peakBytes, ofMany.peakBytes) > mostBytes) failures.push("more than 1 GiB");
    return {
      met: failures.length === 0,
      figures: {
        events: events.length,
        "largest as it is sent, MB": megabytes(Math.max(...events.map(({ body }) => body.length))),
        [`most memory with ${few} destinations, MB`]: megabytes(ofFew.peakBytes),
        [`most memory with ${many} destinations, MB`]: megabytes(ofMany.peakBytes),
        ratio: growth.toFixed(2),
        lost: ofFew.lost + ofMany.lost,
      },
      notes: failures,
    };
  },
};

interface Outcome {
  readonly peakBytes: number;
  readonly lost: number;
}

/** Fills a server whose destinations hang, kills it, starts it again and lets them recover. */
async function overload(
  { scale, seed, signal }: ProofRun,
  count: number,
  events: readonly LargeEvent[],
  shown: (done: number) => void,
): Promise<Outcome> {
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await makeHome());
  const sinks: FaultySink[] = [];
  for (let index = 0; index < count; index++) {
    sinks.push(stack.use(await openFaultySink(seededRandom(seed + index))));
  }
  for (const sink of sinks) sink.mood = "hanging";
  const configFile = await home.write("musette.yaml", configOf(home, sinks));
  let musette = stack.use(await startMusette(configFile));
  const watching = stack.use(watchMemory(() => musette.child.pid ?? 0));

  const acknowledged = new Set<string>();
  for (const { path, body } of events) {
    signal.throwIfAborted();
    const response = await musette.post(path, body);
    if (response.status !== 202) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const answer = (await response.json()) as { readonly events: readonly { readonly id: string }[] };
    for (const { id } of answer.events) acknowledged.add(id);
  }
  await sleep(hangMs[scale], undefined, { signal });
  await musette.kill("SIGKILL");
  musette = stack.use(await startMusette(configFile));
  await sleep(hangMs[scale], undefined, { signal });

  for (const sink of sinks) sink.mood = "well";
  const missing = (sink: FaultySink) => [...acknowledged].filter((id) => !sink.taken.has(id)).length;
  const left = () => sinks.reduce((sum, sink) => sum + missing(sink), 0);
  const arrival = eventually(
    "the delivery of everything",
    () => {
      signal.throwIfAborted();
      shown(count * events.length - left());
      return left() === 0 ? true : undefined;
    },
    600_000,
  );
  await arrival.catch(() => signal.throwIfAborted());
  return { peakBytes: watching.peakBytes(), lost: left() };
}

function configOf(home: Home, sinks: readonly FaultySink[]): string {
  const blocks = sinks.map(
    ({ origin }, index) =>
      `  - { name: sink-${index}, type: webhook, url: "${origin}/", allow_private: true, secret: memory, batch: { wait: 50ms }, retry: { first: 200ms, longest: 1s }, limits: { concurrency: 8, timeout: 5s } }`,
  );
  return testConfig(home, blocks.join("\n"));
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
