import type { FormatEvent } from "@musette/formats";
import { normalize } from "@musette/normalizer";
import { generatePelotonWorkout } from "@musette/testing";

const context = { user: { userId: "bench", referenceId: null }, orderedAtMs: null };

/**
 * A ride of an hour at one sample a second, as the door has it: parsed from JSON. Its text is made anew
 * whenever it is asked for, so that a format does not find it ready.
 */
export function makeOneHourRide(seed: number): FormatEvent {
  const payload = generatePelotonWorkout({ seed, durationSeconds: 3600, hasGaps: false });
  const [event] = normalize("peloton", payload, context).events;
  if (event === undefined) throw new Error("The generated ride gave no event.");
  const { id, key, type, user, startTime, endTime } = event;
  const item = JSON.parse(JSON.stringify(event.body())) as unknown;
  const revision = 1_760_000_000_000 + seed;
  return {
    id,
    key,
    type,
    user,
    startTime,
    endTime,
    revision,
    receivedAtMs: revision,
    item: () => item,
    json: () => JSON.stringify(item),
  };
}
