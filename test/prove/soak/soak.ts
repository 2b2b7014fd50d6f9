import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom, type Random } from "@musette/testing";
import { eventually } from "../../e2e/eventually.ts";
import {
  makeHome,
  startMusette,
  testConfig,
  type Home,
  type MusetteProcess,
} from "../../e2e/musette-process.ts";
import type { Proof, ProofRun } from "../proof.ts";
import { residentBytes } from "../resident-bytes.ts";
import { thirds } from "../thirds.ts";
import { moods, openFaultySink, type FaultySink } from "./faulty-sink.ts";
import { createMixedLoad, type MixedLoad } from "./mixed-load.ts";
import { soakChart, type SoakSample } from "./soak-chart.ts";

interface Scale {
  readonly seconds: number;
  readonly calibrateSeconds: number;
  readonly sampleMs: number;
  /** In each slot every sink has one fault at most, and is well for the rest of it. */
  readonly slotMs: number;
  readonly longestFaultMs: number;
  readonly retention: string;
}

const scales: Readonly<Record<ProofRun["scale"], Scale>> = {
  short: {
    seconds: 15,
    calibrateSeconds: 2,
    sampleMs: 500,
    slotMs: 4_000,
    longestFaultMs: 1_000,
    retention: "4s",
  },
  full: {
    seconds: 1_800,
    calibrateSeconds: 15,
    sampleMs: 5_000,
    slotMs: 60_000,
    longestFaultMs: 20_000,
    retention: "3m",
  },
};
/** Of what the machine takes at most: a machine that is busy for a moment does not decide the result. */
const share = 0.4;
const senders = 8;
const sinkNames = ["app", "partner", "archive"] as const;
const leastThroughput = 0.95;
const mostGrowth = 1.15;

export const soak: Proof = {
  name: "soak",
  title:
    "Half an hour of workouts from three sources, repeats, history reads and bad input, with destinations that are slow, down, flaky or throttling at random",
  bar: "0 events lost, no 5xx; events delivered for each offered in the last third at 0.95 of the first or more; memory and, with retention, disk flat",

  async run(run) {
    const scale = scales[run.scale];
    const random = seededRandom(run.seed);
    await using opened = new AsyncDisposableStack();
    const sinks: FaultySink[] = [];
    for (const _ of sinkNames) sinks.push(opened.use(await openFaultySink(random)));
    await using home = await makeHome();
    await using musette = await startMusette(await home.write("musette.yaml", configOf(home, sinks, scale)));
    const load = createMixedLoad(musette.url, random);

    const capacity = await calibrate(load, sinks, scale.calibrateSeconds * 1_000, run.signal);
    const perSecond = capacity * share;
    const samples = await soakFor(run, scale, { musette, home, sinks, load, random, perSecond });
    for (const sink of sinks) sink.mood = "well";
    const lost = await lostAfterDrain(sinks, load, run.signal);

    const { acknowledged, answers, wrong } = load.count;
    const ratio = throughputRatio(samples);
    const memory = thirds(samples.slice(Math.ceil(samples.length / 10)).map((one) => one.residentBytes));
    // In the first third retention has not had anything to delete yet.
    const disk = thirds(samples.slice(Math.ceil(samples.length / 4)).map((one) => one.diskBytes));
    const failures = [...wrong];
    if (lost > 0) failures.push(`${lost} events were acknowledged and not delivered`);
    if (run.scale === "full") {
      if (ratio < leastThroughput) failures.push("throughput fell");
      if (memory.last > memory.first * mostGrowth) failures.push("memory grew");
      if (disk.last > disk.first * mostGrowth) failures.push("disk grew");
    }
    run.picture?.("soak.svg", soakChart(samples, "A mixed load with random faults at three destinations"));
    return {
      met: failures.length === 0 && acknowledged.size > 0,
      figures: {
        seconds: scale.seconds,
        "requests a second, offered": perSecond.toFixed(1),
        "requests a second, most": capacity.toFixed(1),
        "events acknowledged": acknowledged.size,
        lost: lost,
        "repeats at the destinations, under the same id": sinks.reduce(
          (sum, { repeats }) => sum + repeats,
          0,
        ),
        answers: Object.entries(answers)
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([label, times]) => `${times} × ${label}`)
          .join(", "),
        "throughput, last third to first": ratio.toFixed(3),
        "memory, MB": `${megabytes(memory.first)} in the first third, ${megabytes(memory.last)} in the last`,
        "disk, MB": `${megabytes(disk.first)} in the first third with retention, ${megabytes(disk.last)} in the last`,
      },
      notes: failures.slice(0, 20),
      images: ["soak.svg"],
    };
  },
};

function configOf(home: Home, sinks: readonly FaultySink[], { retention }: Scale): string {
  const blocks = sinks.map(
    ({ origin }, index) =>
      `  - { name: ${sinkNames[index] ?? index}, type: webhook, url: "${origin}/", allow_private: true, secret: soak, batch: { wait: 50ms }, retry: { first: 200ms, longest: 2s }, limits: { concurrency: 8 } }`,
  );
  return testConfig(home, blocks.join("\n")).replace(/journal: \{ /, `journal: { retention: ${retention}, `);
}

/**
 * Requests a second that the server answers when it is asked as fast as it can, and delivers: what it takes in
 * faster than it hands on would be a backlog that grows as long as the load lasts.
 */
async function calibrate(
  load: MixedLoad,
  sinks: readonly FaultySink[],
  durationMs: number,
  signal: AbortSignal,
): Promise<number> {
  const startMs = performance.now();
  let answered = 0;
  const sender = async () => {
    while (performance.now() - startMs < durationMs && !signal.aborted) {
      await load.send();
      answered++;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  signal.throwIfAborted();
  await everythingArrives(sinks, load, signal);
  return answered / ((performance.now() - startMs) / 1_000);
}

interface SoakParts {
  readonly musette: MusetteProcess;
  readonly home: Home;
  readonly sinks: readonly FaultySink[];
  readonly load: MixedLoad;
  readonly random: Random;
  readonly perSecond: number;
}

/** Sends at an even pace while faults come and go, and takes samples. */
async function soakFor(run: ProofRun, scale: Scale, parts: SoakParts): Promise<readonly SoakSample[]> {
  const { musette, home, sinks, load, random, perSecond } = parts;
  const ended = new AbortController();
  const signal = AbortSignal.any([run.signal, ended.signal]);
  const faults = Promise.all(sinks.map((sink) => makeFaults(sink, scale, random, signal)));
  const inFlight = new Set<Promise<void>>();
  const samples: SoakSample[] = [];
  const startMs = performance.now();
  const counted = () => ({
    atMs: performance.now() - startMs,
    offered: load.count.acknowledged.size,
    delivered: sinks.reduce((sum, { taken }) => sum + taken.size, 0) / sinks.length,
  });
  let before = counted();
  let sent = 0;
  try {
    for (;;) {
      const elapsedMs = performance.now() - startMs;
      if (elapsedMs >= scale.seconds * 1_000) break;
      run.signal.throwIfAborted();
      for (; sent < (elapsedMs / 1_000) * perSecond; sent++) {
        const one = load.send().finally(() => inFlight.delete(one));
        inFlight.add(one);
      }
      if (elapsedMs - before.atMs >= scale.sampleMs) {
        const now = counted();
        const seconds = (now.atMs - before.atMs) / 1_000;
        samples.push({
          atSeconds: now.atMs / 1_000,
          offeredPerSecond: (now.offered - before.offered) / seconds,
          deliveredPerSecond: (now.delivered - before.delivered) / seconds,
          residentBytes: await residentBytes(musette.child.pid ?? 0),
          diskBytes: await diskBytes(home.file("journal.db")),
        });
        before = now;
        run.progress(Math.round(elapsedMs / 1_000), scale.seconds, sinks.map(({ mood }) => mood).join(", "));
      }
      await sleep(20);
    }
    await Promise.all(inFlight);
  } finally {
    ended.abort();
    await faults.catch(() => undefined);
  }
  return samples;
}

/** A fault in each slot, at a random time in its first half, and of a random length. */
async function makeFaults(
  sink: FaultySink,
  { slotMs, longestFaultMs }: Scale,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  const faulty = moods.filter((mood) => mood !== "well");
  while (!signal.aborted) {
    const beforeMs = random.between(0, slotMs / 4);
    const faultMs = random.between(longestFaultMs / 4, longestFaultMs);
    await sleep(beforeMs, undefined, { signal });
    sink.mood = faulty[random.integer(0, faulty.length - 1)] ?? "down";
    await sleep(faultMs, undefined, { signal });
    sink.mood = "well";
    await sleep(slotMs - beforeMs - faultMs, undefined, { signal });
  }
}

/** Waits until all that was acknowledged has arrived everywhere; how many did not within two minutes. */
async function lostAfterDrain(
  sinks: readonly FaultySink[],
  load: MixedLoad,
  signal: AbortSignal,
): Promise<number> {
  await everythingArrives(sinks, load, signal).catch(() => signal.throwIfAborted());
  const { acknowledged } = load.count;
  return sinks.reduce((sum, { taken }) => sum + [...acknowledged].filter((id) => !taken.has(id)).length, 0);
}

/** @throws when it has not after two minutes. */
async function everythingArrives(
  sinks: readonly FaultySink[],
  { count }: MixedLoad,
  signal: AbortSignal,
): Promise<void> {
  await eventually(
    "the delivery of everything",
    () => {
      signal.throwIfAborted();
      return sinks.every(({ taken }) => taken.size >= count.acknowledged.size) ? true : undefined;
    },
    120_000,
  );
}

/** What was delivered for each event that was offered, in the last third as a share of the first. */
function throughputRatio(samples: readonly SoakSample[]): number {
  const length = Math.floor(samples.length / 3);
  const rate = (part: readonly SoakSample[]) =>
    part.reduce((sum, one) => sum + one.deliveredPerSecond, 0) /
    Math.max(
      part.reduce((sum, one) => sum + one.offeredPerSecond, 0),
      1e-9,
    );
  return rate(samples.slice(samples.length - length)) / rate(samples.slice(0, length));
}

async function diskBytes(journal: string): Promise<number> {
  const sizes = await Promise.all(
    [journal, `${journal}-wal`].map((file) =>
      stat(file).then(
        ({ blocks }) => blocks * 512,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
