import { setTimeout as sleep } from "node:timers/promises";
import { demoWeek } from "./demo-week.ts";
import { postPayload } from "../post-payload.ts";
import { showProgress } from "../progress.ts";

interface Readiness {
  readonly destinations: readonly {
    readonly name: string;
    readonly status: string;
    readonly lagEvents: number;
  }[];
}

/**
 * Posts the made-up week to a server, showing how far it has got.
 *
 * @throws {Error} when a workout is refused or no answer comes.
 */
export async function sendWeek(
  server: string,
  developer: { readonly devId: string; readonly apiKey: string },
): Promise<void> {
  const workouts = demoWeek(Date.now());
  for (const [index, { source, title, payload }] of workouts.entries()) {
    const url = new URL(`/ingest/${source}?user_id=me`, server);
    const result = await postPayload(url, new TextEncoder().encode(JSON.stringify(payload)), developer);
    if (!result.taken) throw new Error(`the demo's own ${title} was refused: ${result.detail}`);
    showProgress(index + 1, workouts.length, `${source}: ${title}`);
  }
}

/**
 * Waits until every destination of a server has everything.
 *
 * @returns a line for each destination.
 * @throws {Error} that says where they stand, after `timeoutMs`.
 */
export async function waitForDestinations(server: string, timeoutMs: number): Promise<string> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const response = await fetch(new URL("/readyz", server), { signal: AbortSignal.timeout(10_000) });
    const { destinations } = (await response.json()) as Readiness;
    const lines = destinations
      .map(({ name, status, lagEvents }) => `  ${name}: ${status}, ${lagEvents} behind\n`)
      .join("");
    if (destinations.every(({ lagEvents }) => lagEvents === 0)) return lines;
    if (performance.now() > endMs)
      throw new Error(`not every destination has the week after ${timeoutMs / 1000} s:\n${lines}`);
    await sleep(200);
  }
}
