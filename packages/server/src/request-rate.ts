import type { Clock } from "@musette/core";
import type { Developer } from "./authenticate.ts";

/**
 * A token bucket per developer. Returns how many seconds to wait before the next request, or
 * undefined when this one may go on.
 */
export function createRequestRate(clock: Clock): (developer: Developer) => number | undefined {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return function takeToken(developer) {
    const perSecond = developer.requestsPerSecond;
    if (perSecond === null) return undefined;
    const burst = Math.max(1, perSecond);
    const nowMs = clock.now();
    const bucket = buckets.get(developer.devId) ?? { tokens: burst, atMs: nowMs };
    // A clock set back must not take tokens away.
    const elapsedMs = Math.max(0, nowMs - bucket.atMs);
    bucket.tokens = Math.min(burst, bucket.tokens + (elapsedMs / 1000) * perSecond);
    bucket.atMs = nowMs;
    buckets.set(developer.devId, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return undefined;
  };
}
