import { testHeaders } from "../../e2e/musette-process.ts";
import type { ChildReport, ChildTask, Finding } from "./child-messages.ts";
import { createMakePayload, type TriedPayload } from "./make-payload.ts";
import { tryPayload, type Fate } from "./try-payload.ts";

/** The process that tries the payloads of one source: `node --expose-gc child.ts TASK`. */
const task = JSON.parse(process.argv[2] ?? "") as ChildTask;
const { source, seed, count, url, sentEvery } = task;

const portion = 250;
const heapSamples = 30;
const triedTwiceEvery = 4;
/** Of the processor's time. A second is what the largest payload that is taken at all may need. */
const longestMs = 1_000;
const mostFindings = 20;

const makePayload = createMakePayload(source, seed);
const fates: Record<Fate, number> = { events: 0, quarantined: 0, refused: 0, malformed: 0 };
const answers: Record<string, number> = {};
const findings: Finding[] = [];
const heapBytes: number[] = [];
let triedMs = 0;
let slowestMs = 0;

function note(n: number, what: string): void {
  if (findings.length < mostFindings) findings.push({ n, what });
}

function report(done: number, isEnd: boolean): void {
  process.send?.({
    done,
    isEnd,
    fates,
    answers,
    findings,
    heapBytes,
    triedSeconds: triedMs / 1_000,
    slowestMs,
  } satisfies ChildReport);
}

function tryOne(n: number): TriedPayload {
  const payload = makePayload(n);
  const startMs = performance.now();
  const usedBefore = process.cpuUsage();
  try {
    fates[tryPayload(source, payload, n % triedTwiceEvery === 0)] += 1;
  } catch (error) {
    note(n, error instanceof Error ? `${error.name}: ${error.message} ${placeOf(error)}` : String(error));
  }
  const wallMs = performance.now() - startMs;
  triedMs += wallMs;
  slowestMs = Math.max(slowestMs, wallMs);
  if (wallMs > longestMs) {
    const { user, system } = process.cpuUsage(usedBefore);
    const usedMs = (user + system) / 1_000;
    if (usedMs > longestMs) note(n, `took ${Math.round(usedMs)} ms`);
  }
  return payload;
}

/** The first line of the stack that is ours. */
function placeOf({ stack = "" }: Error): string {
  return (
    stack
      .split("\n")
      .find((line) => line.includes("/packages/"))
      ?.trim() ?? ""
  );
}

async function send(n: number, { bytes, name }: TriedPayload): Promise<void> {
  const { "content-type": type, ...rest } = testHeaders;
  // What is tried in between blocks this process, so that a connection that the server gave up looks open.
  const headers = { ...rest, connection: "close" };
  let status: string;
  try {
    const response = await fetch(
      new URL(`/ingest/${name === undefined ? source : "file"}?user_id=somebody`, url),
      {
        method: "POST",
        headers: name === undefined ? { ...headers, "content-type": type } : headers,
        body: name === undefined ? bytes : formOf(bytes, name),
        signal: AbortSignal.timeout(30_000),
      },
    );
    await response.arrayBuffer();
    status = String(response.status);
    if (response.status >= 500) note(n, `was answered ${response.status}`);
  } catch (error) {
    status = "none";
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    note(n, `was not answered: ${String(error)}${cause}`);
  }
  answers[status] = (answers[status] ?? 0) + 1;
}

function formOf(bytes: Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData();
  form.append("file", new Blob([bytes]), name);
  return form;
}

for (let from = 0; from < count; from += portion) {
  report(from, false);
  const sent: Promise<void>[] = [];
  for (let n = from; n < Math.min(from + portion, count); n++) {
    const payload = tryOne(n);
    if (n % sentEvery === 0) sent.push(send(n, payload));
  }
  await Promise.all(sent);
  if (heapBytes.length < Math.floor(((from + portion) / count) * heapSamples)) {
    global.gc?.();
    heapBytes.push(process.memoryUsage().heapUsed);
  }
}
report(count, true);
process.disconnect();
