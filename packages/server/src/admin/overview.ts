import type { Overview } from "@musette/console";
import { firstMinuteMs } from "../activity/index.ts";
import { describeDestination, describeUnconfigured } from "./describe-destination.ts";
import { describeInstant } from "./describe-instant.ts";
import type { AdminOptions } from "./options.ts";

/** Returns how to read where everything stands. */
export function createOverview(options: AdminOptions): () => Promise<Overview> {
  const { journal, delivery, clock, activity, version, freeDiskBytes } = options;
  return async function readOverview() {
    const [statuses, summaries, stats, free] = await Promise.all([
      delivery.status(),
      journal.destinations(),
      journal.stats(),
      freeDiskBytes(),
    ]);
    const nowMs = clock.now();
    const left = stats.maxBytes === null ? null : Math.max(0, stats.maxBytes - stats.bytes);
    return {
      version,
      startedAt: describeInstant(activity.startedAtMs),
      now: describeInstant(nowMs),
      uptimeSeconds: Math.max(0, Math.floor((nowMs - activity.startedAtMs) / 1000)),
      rates: {
        fromMinute: describeInstant(firstMinuteMs(nowMs)),
        in: activity.arrived(),
        out: activity.delivered(),
      },
      destinations: statuses.map((status) => ({
        ...describeDestination(status, nowMs),
        out: activity.delivered(status.name),
      })),
      unconfigured: describeUnconfigured(statuses, summaries, stats.headSeq),
      journal: {
        bytes: stats.bytes,
        maxBytes: stats.maxBytes,
        roomBytes: left === null || free === null ? (left ?? free) : Math.min(left, free),
        events: stats.events,
        headSeq: stats.headSeq,
      },
      quarantined: stats.quarantined,
      deadLetters: summaries.reduce((sum, { deadLetters }) => sum + deadLetters, 0),
    };
  };
}
