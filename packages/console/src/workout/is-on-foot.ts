import type { EventDetails } from "../wire/index.ts";

/** Runners and walkers think in minutes for a kilometer; riders in kilometers an hour. */
export function isOnFoot(details: EventDetails | null): boolean {
  return /run|walk|hik|jog|treadmill/i.test(`${details?.activity ?? ""} ${details?.discipline ?? ""}`);
}
