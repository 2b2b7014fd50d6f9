import { DeliveryError } from "@musette/core";
import { seededRandom } from "@musette/testing";
import type { Proof } from "../proof.ts";
import { misordered, missing, simulate, type Behaviour, type Simulated } from "./simulate.ts";

const counts = { short: 300, full: 5_000 } as const;
const minute = 60_000;
const hour = 60 * minute;
const week = 7 * 24 * hour;

const taken: ReturnType<Behaviour> = async () => [];
const down: ReturnType<Behaviour> = async () => {
  throw new DeliveryError("unavailable", "It is down.");
};

/** What goes wrong for most of the time that events come in, and how long that is. */
const faults: Readonly<Record<string, { readonly spanMs: number; readonly behave: Behaviour }>> = {
  "down a week": { spanMs: 1.1 * week, behave: (atMs) => (atMs < week ? down : taken) },
  "slow (30 s)": {
    spanMs: hour,
    behave: (_atMs, _random, clock) => async () => {
      // A moment less than the time that it is given.
      await new Promise<void>((resolve) => void clock.after(29_900, resolve));
      return [];
    },
  },
  flapping: {
    spanMs: 6 * hour,
    behave: (atMs) => (Math.floor(atMs / (5 * minute)) % 2 === 0 ? down : taken),
  },
  "throttling with Retry-After": { spanMs: 6 * hour, behave: throttling() },
  "half-failing batches": {
    spanMs: hour,
    behave: (_atMs, random) => async (batch) =>
      batch.records
        .filter(() => random.chance(0.5))
        .map(({ id }) => ({ id, code: "unavailable" as const, message: "Not now." })),
  },
  "accepting but not answering": {
    spanMs: 6 * hour,
    behave: (atMs) =>
      atMs < 5 * hour
        ? async (_batch, { signal }) =>
            await new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => reject(signal.reason as Error));
            })
        : taken,
  },
};

export const destinationFaults: Proof = {
  name: "destination-faults",
  title:
    "A destination is down for a week, slow, flapping, throttling, half-failing, or accepts and never answers (simulated time)",
  bar: "all delivered, order per key kept, other destinations at 0.95 of their rate or more",

  async run(run) {
    const events = counts[run.scale];
    const figures: Record<string, string | number> = { "events of each": events };
    let met = true;
    let done = 0;
    for (const [name, { spanMs, behave }] of Object.entries(faults)) {
      const common = { events, spanMs, keys: 40, patienceMs: 24 * hour, signal: run.signal };
      const beside = await simulate({
        ...common,
        random: seededRandom(run.seed),
        destinations: { well: undefined, faulty: behave },
      });
      const alone = await simulate({
        ...common,
        random: seededRandom(run.seed),
        destinations: { well: undefined },
      });
      const { faulty = [], well = [] } = beside.taken;
      const lacking = missing(faulty, events) + missing(well, events);
      const disorder = misordered(faulty) + misordered(well);
      const ratio = rateOf(beside) / rateOf(alone);
      figures[name] =
        `${lacking} not delivered, ${disorder} out of order, ${beside.deadLetters} dead letters, ${faulty.length - events + missing(faulty, events)} repeats, others at ${ratio.toFixed(3)}`;
      met &&= lacking + disorder + beside.deadLetters === 0 && ratio >= 0.95;
      run.progress(++done, Object.keys(faults).length, name);
    }
    return {
      met,
      figures,
      notes: [
        "Rates are of simulated time: how soon the others have each event. `npm run bench -- sinks` measures them in real time, beside a destination that refuses and one that never answers.",
      ],
    };
  },
};

/** Takes one batch in 20 seconds and says to the others when to come back. */
function throttling(): Behaviour {
  let freeAtMs = 0;
  return (atMs) => async () => {
    if (atMs < freeAtMs) {
      throw new DeliveryError("throttled", "Too fast.", { retryAfterMs: freeAtMs - atMs });
    }
    freeAtMs = atMs + 20_000;
    return [];
  };
}

/** Events a second that the destination that is well has taken, from the first to the last. */
function rateOf({ taken: { well = [] } }: Simulated): number {
  const last = well.at(-1)?.elapsedMs ?? Infinity;
  return well.length / Math.max(last, 1);
}
