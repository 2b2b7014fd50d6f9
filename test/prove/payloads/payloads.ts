import { setTimeout as sleep } from "node:timers/promises";
import { makeHome, startMusette, testConfig, type MusetteProcess } from "../../e2e/musette-process.ts";
import { figure } from "../outcome-table.ts";
import type { Proof, ProofRun } from "../proof.ts";
import { residentBytes } from "../resident-bytes.ts";
import { thirds } from "../thirds.ts";
import { watchMemory } from "../watch-memory.ts";
import type { ChildReport } from "./child-messages.ts";
import { fileSources, type PayloadSource } from "./payload-source.ts";
import { runChild, type ChildEnd } from "./run-child.ts";

const counts = { short: 2_000, full: 1_000_000 } as const;
/** Files are taken apart by hand, not sent by a vendor; and cost ten times as much to read. */
const fileCounts = { short: 400, full: 50_000 } as const;
const sentEvery = { short: 20, full: 100 } as const;
/** Tried one pair after the other; between them the server rests. */
const pairs: readonly (readonly PayloadSource[])[] = [
  ["peloton", "ifit"],
  ["terra", "tcx"],
  ["fit", "csv"],
];
const sources = pairs.flat();
/**
 * While it works, the server holds what V8 has not collected yet, which depends on how busy the machine is.
 * After this rest it has given that back, and what it still has more than before, it would never give back.
 */
const restMs = { short: 0, full: 30_000 } as const;
/** Of the heap in use after a collection, the last third of the samples to the first. */
const mostGrowth = 1.1;
const slackBytes = 2_000_000;

export const payloads: Proof = {
  name: "payloads",
  title:
    "A million random and mutated payloads of each vendor, and 50,000 of each kind of file, read and normalized; one in a hundred also over a socket to a server",
  bar: "no crash, no hang (a second of processor time each at most), no 5xx, memory flat, the same payload gives the same ids",

  async run(run) {
    await using home = await makeHome();
    await using musette = await startMusette(await home.write("musette.yaml", testConfig(home)));
    using memory = watchMemory(() => musette.child.pid ?? 0);
    const { ends, restBytes } = await runAll(run, musette);
    const failures: string[] = [];
    const figures: Record<string, string | number> = {};
    for (const [source, { report, failure }] of ends) {
      figures[source] = report ? describe(report) : "nothing";
      if (failure !== undefined) failures.push(`${source}: ${failure}`);
      for (const { n, what } of report?.findings ?? []) failures.push(`${source}, payload ${n}: ${what}`);
      const growth = run.scale === "full" && report ? grown(report.heapBytes) : undefined;
      if (growth !== undefined) failures.push(`${source}: the heap grew, ${growth}`);
    }
    const health = await fetch(new URL("/healthz", musette.url));
    if (!health.ok) failures.push(`the server says ${health.status} at /healthz in the end`);
    const unexpected = musette.output().match(/failed unexpectedly/g)?.length ?? 0;
    if (unexpected > 0) failures.push(`${unexpected} requests failed unexpectedly in the server's log`);
    const [first = 0, last = 0] = [restBytes[0], restBytes.at(-1)];
    figures["server's memory at rest, MB"] = restBytes.map(megabytes).join(" → ");
    figures["server's most memory, MB"] = megabytes(memory.peakBytes());
    if (run.scale === "full" && last > first * 1.25 + 50e6) failures.push("the server's memory grew");
    return { met: failures.length === 0, figures, notes: failures.slice(0, 20) };
  },
};

/** Two children at a time, and what memory the server has after each pair. */
async function runAll(run: ProofRun, musette: MusetteProcess) {
  const countOf = (source: PayloadSource) =>
    (fileSources.some((one) => one === source) ? fileCounts : counts)[run.scale];
  const done = new Map<PayloadSource, number>();
  const total = sources.reduce((sum, source) => sum + countOf(source), 0);
  const ends = new Map<PayloadSource, ChildEnd>();
  const restBytes: number[] = [];
  const runOne = async (source: PayloadSource) => {
    const task = {
      source,
      seed: run.seed,
      count: countOf(source),
      url: musette.url,
      sentEvery: sentEvery[run.scale],
    };
    const end = await runChild(task, run.signal, (report) => {
      done.set(source, report.done);
      run.progress(
        [...done.values()].reduce((sum, one) => sum + one, 0),
        total,
        source,
      );
    });
    ends.set(source, end);
  };
  for (const pair of pairs) {
    await Promise.all(pair.map(runOne));
    await sleep(restMs[run.scale], undefined, { signal: run.signal });
    restBytes.push(await residentBytes(musette.child.pid ?? 0));
  }
  return { ends, restBytes };
}

function describe({ done, fates, answers, heapBytes, triedSeconds, slowestMs }: ChildReport): string {
  const { first, last } = thirds(heapBytes);
  return [
    `${figure(done)} payloads, ${figure(Math.round(done / Math.max(triedSeconds, 0.001)))} a second`,
    `${figure(fates.events)} with events, ${figure(fates.quarantined)} quarantined, ${figure(fates.refused)} refused, ${figure(fates.malformed)} malformed`,
    `answers ${Object.entries(answers)
      .map(([status, times]) => `${figure(times)} × ${status}`)
      .join(", ")}`,
    `heap ${megabytes(first)} → ${megabytes(last)} MB`,
    `slowest ${figure(Math.round(slowestMs))} ms`,
  ].join("; ");
}

function grown(heapBytes: readonly number[]): string | undefined {
  const { first, last } = thirds(heapBytes.slice(2));
  return last > first * mostGrowth + slackBytes ? `${megabytes(first)} → ${megabytes(last)} MB` : undefined;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
