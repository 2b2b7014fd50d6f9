import { callLimits, cutCalls } from "./cut-calls.ts";
import type { Entry } from "./entry.ts";

type Call = readonly Entry[];

/**
 * Shares entries out to lanes that send side by side, each lane one call after another. Without groups
 * every lane takes the next call there is; a group stays within one lane, so that its order holds.
 */
export function toLanes(entries: readonly Entry[], most: number): readonly Iterable<Call>[] {
  if (entries.every(({ group }) => group === undefined)) {
    const calls = cutCalls(entries);
    const next = calls.values();
    return Array.from({ length: Math.min(most, calls.length) }, () => next);
  }
  // No more lanes than there are full calls: calls are what a FIFO queue's quota counts.
  const enough = Math.min(most, Math.ceil(entries.length / callLimits.entries));
  const lanes: Entry[][] = [];
  const laneOfGroup = new Map<string | undefined, Entry[]>();
  for (const entry of entries) {
    const lane = laneOfGroup.get(entry.group) ?? emptiest(lanes, enough);
    laneOfGroup.set(entry.group, lane);
    lane.push(entry);
  }
  return lanes.map(cutCalls);
}

/** The lane with the fewest entries; a new one as long as there may be more. */
function emptiest(lanes: Entry[][], most: number): Entry[] {
  if (lanes.length < most) {
    const lane: Entry[] = [];
    lanes.push(lane);
    return lane;
  }
  return lanes.reduce((least, lane) => (lane.length < least.length ? lane : least));
}
