import { setTimeout as sleep } from "node:timers/promises";
import type { Overview } from "@musette/console";
import type { AdminClient } from "../admin-client.ts";

/** Longer than an overview takes on a busy server, and short enough to say soon that none comes. */
const answerMs = 5_000;
const longestWaitMs = 5_000;

export async function readOverview(admin: AdminClient, signal: AbortSignal): Promise<Overview> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  return await admin.request<Overview>("GET", ["overview"], {}, either);
}

export interface OverviewPoll {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly onOverview: (overview: Overview) => void | Promise<void>;
  /** There is no answer, or it is a refusal. It is asked again, each time later, until it answers. */
  readonly onProblem: (problem: Error) => void;
}

/** Asks again and again until the signal. */
export async function pollOverview(
  admin: AdminClient,
  { everyMs, signal, onOverview, onProblem }: OverviewPoll,
): Promise<void> {
  let waitMs = everyMs;
  while (!signal.aborted) {
    try {
      const overview = await readOverview(admin, signal);
      waitMs = everyMs;
      await onOverview(overview);
    } catch (error) {
      if (signal.aborted) return;
      waitMs = Math.max(everyMs, Math.min(longestWaitMs, waitMs * 2));
      onProblem(error instanceof Error ? error : new Error(String(error)));
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
