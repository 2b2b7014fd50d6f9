import { DeliveryError } from "@musette/core";
import { seededRandom } from "@musette/testing";
import type { Proof } from "../proof.ts";
import { misordered, missing, simulate, type Behaviour } from "./simulate.ts";

const counts = { short: 300, full: 5_000 } as const;
const minute = 60_000;
const hour = 60 * minute;

/** Down and up in turn, so that there are retries whenever the clock changes. */
const flapping: Behaviour = (atMs) => async () => {
  if (Math.floor(atMs / (3 * minute)) % 2 === 0) throw new DeliveryError("unavailable", "It is down.");
  return [];
};
/** Half of each batch fails, so that some records wait as retries of their own. */
const halfFailing: Behaviour = (_atMs, random) => async (batch) =>
  batch.records
    .filter(() => random.chance(0.5))
    .map(({ id }) => ({ id, code: "unavailable" as const, message: "Not now." }));

/** How far the wall clock is off, by the time since the start. */
const changes: Readonly<Record<string, (atMs: number) => number>> = {
  "set back an hour": (atMs) => (atMs < hour ? 0 : -hour),
  "set back a year": (atMs) => (atMs < hour ? 0 : -365 * 24 * hour),
  "set forward a year": (atMs) => (atMs < hour ? 0 : 365 * 24 * hour),
  "forward and back a day, every 10 minutes": (atMs) =>
    Math.floor(atMs / (10 * minute)) % 2 === 0 ? 0 : 24 * hour,
  "leap second (a second twice)": (atMs) => (atMs < hour ? 0 : -1_000),
};

export const clockChanges: Proof = {
  name: "clock-changes",
  title: "The clock is set back and forward, a leap second, while retries wait (simulated time)",
  bar: "no stuck retry (all delivered within an hour and a half), no reordering per key",

  async run(run) {
    const events = counts[run.scale];
    const figures: Record<string, string | number> = { "events of each": events };
    let met = true;
    let done = 0;
    for (const [name, clockIsOffMs] of Object.entries(changes)) {
      const { taken, deadLetters } = await simulate({
        events,
        spanMs: 2 * hour,
        keys: 40,
        patienceMs: 1.5 * hour,
        random: seededRandom(run.seed),
        destinations: { flapping, halfFailing },
        clockIsOffMs,
        signal: run.signal,
      });
      const lists = Object.values(taken);
      const lacking = lists.reduce((sum, list) => sum + missing(list, events), 0);
      const disorder = lists.reduce((sum, list) => sum + misordered(list), 0);
      figures[name] = `${lacking} not delivered, ${disorder} out of order, ${deadLetters} dead letters`;
      met &&= lacking + disorder + deadLetters === 0;
      run.progress(++done, Object.keys(changes).length, name);
    }
    return {
      met,
      figures,
      notes: ["Summer time changes no time here: all of them are Unix times, which do not know it."],
    };
  },
};
