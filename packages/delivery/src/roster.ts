import { DeliveryError, type Clock } from "@musette/core";
import { backoffMs } from "./backoff.ts";
import { closeConnectors } from "./close-connectors.ts";
import type { Delivery, DeliveryJournal, DeliveryObserver, DestinationPlan } from "./delivery.ts";
import { planChange, type Leaving } from "./plan-change.ts";
import { sleep } from "./sleep.ts";
import type { Destination } from "./started-destination.ts";

/** The destinations that are delivered to, as they come, change and go. */
export interface Roster {
  readonly names: readonly string[];
  /** Those that have started, in the order of the configuration; one that changes is its old self until the end. */
  readonly destinations: readonly Destination[];
  start(): Promise<void>;
  put: Delivery["reconfigure"];
  /**
   * Calls `work` at a moment when no destination is between two selves: what it sends to the journal before it
   * waits for anything is either told to the old self before the new one reads the journal, or to the new one.
   */
  use<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Resolves when no change is under way. */
  settled(): Promise<void>;
  /** Stops all of them, also in the middle of a change, and closes the connectors. */
  stop(timeoutMs: number): Promise<void>;
}

export interface RosterOptions {
  readonly plans: readonly DestinationPlan[];
  readonly journal: Pick<DeliveryJournal, "openCursor">;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observe: Pick<Required<DeliveryObserver>, "removed">;
  /** Opens the cursor and starts the loop. `delivered`: by its old self. */
  readonly startOne: (plan: DestinationPlan, delivered: number) => Promise<Destination>;
  readonly onProgress: () => void;
}

/** A destination's place: its plan, and its loop once it has started. */
interface Seat {
  plan: DestinationPlan;
  destination?: Destination;
}

/** Between attempts to go on where the journal refuses. */
const waits = { firstMs: 200, longestMs: 10_000 };

export function createRoster(options: RosterOptions): Roster {
  const { journal, clock, random, observe, startOne, onProgress } = options;
  const closing = new AbortController();
  let seats: readonly Seat[] = options.plans.map((plan) => ({ plan }));
  const opening = new Set<Promise<void>>();
  let lastTurn: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async function openOnce(seat: Seat): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    opening.add(promise);
    try {
      seat.destination = await startOne(seat.plan, seat.destination?.delivered ?? 0);
      // What was appended while it opened rang nobody.
      seat.destination.ring();
    } finally {
      opening.delete(promise);
      resolve();
    }
  }

  /** The cursor is there, so only a journal that refuses everything can keep it from opening. */
  async function open(seat: Seat): Promise<void> {
    for (let failures = 1; !closing.signal.aborted; failures++) {
      try {
        await openOnce(seat);
        return;
      } catch {
        const message = "The journal refused when it was to go on with its new configuration; tried again.";
        const state = { status: "degraded", sinceMs: clock.now(), code: "unavailable", message } as const;
        if (seat.destination !== undefined) seat.destination = { ...seat.destination, state };
        await sleep(clock, backoffMs(waits, failures, random), closing.signal);
      }
    }
  }

  async function makeCursors(plans: readonly DestinationPlan[]): Promise<void> {
    await Promise.all(plans.map(({ name, start }) => journal.openCursor(name, start)));
  }

  async function stopSeats(timeoutMs: number): Promise<void> {
    await Promise.all(seats.map(async ({ destination }) => await destination?.stop(timeoutMs)));
  }

  async function replace(seat: Seat, { next, isClosed }: Leaving, stopped: Promise<unknown>): Promise<void> {
    const { name, connector } = seat.plan;
    await stopped;
    if (isClosed) await closeConnectors([connector], clock);
    if (next !== undefined) {
      seat.plan = next;
      await open(seat);
      return;
    }
    seats = seats.filter((other) => other !== seat);
    observe.removed(name);
    onProgress();
  }

  async function change(plans: readonly DestinationPlan[], timeoutMs: number): Promise<void> {
    if (closing.signal.aborted) {
      await closeConnectors(
        plans.map(({ connector }) => connector),
        clock,
      );
      closing.signal.throwIfAborted();
    }
    const before = new Map(seats.map((seat) => [seat.plan.name, seat]));
    const { added, leaving } = planChange(
      [...before.values()].map(({ plan }) => plan),
      plans,
    );
    const coming = added.map((plan): Seat => ({ plan }));
    const inOrder = plans.map(
      ({ name }) => before.get(name) ?? coming.find(({ plan }) => plan.name === name)!,
    );
    seats = [...inOrder, ...seats.filter((seat) => !inOrder.includes(seat))];
    const stops = new Map(
      leaving.map(({ plan: { name } }) => [
        name,
        before.get(name)?.destination?.stop(timeoutMs) ?? Promise.resolve(),
      ]),
    );
    await Promise.all([
      ...coming.map(open),
      ...leaving.map(async (change) => {
        const seat = before.get(change.plan.name)!;
        await replace(seat, change, Promise.all(change.users.map(async (name) => await stops.get(name))));
      }),
    ]);
    onProgress();
  }

  return {
    get names() {
      return seats.map(({ plan }) => plan.name);
    },
    get destinations() {
      return seats.flatMap(({ destination }) => destination ?? []);
    },
    start: () =>
      inTurn(async () => {
        await makeCursors(seats.map(({ plan }) => plan));
        await Promise.all(seats.filter(({ destination }) => destination === undefined).map(open));
      }),
    put(plans, { timeoutMs, onAccepted }) {
      const seated = new Set(seats.map(({ plan }) => plan.name));
      const accepted = (async () => {
        closing.signal.throwIfAborted();
        await makeCursors(plans.filter(({ name }) => !seated.has(name)));
        onAccepted?.();
      })();
      // A refusal may come before its turn, where nobody waits for it yet.
      accepted.catch(() => undefined);
      return inTurn(async () => {
        await accepted;
        await change(plans, timeoutMs);
      });
    },
    async use(work) {
      while (opening.size > 0) await Promise.all(opening);
      return await work();
    },
    async settled() {
      await lastTurn;
    },
    async stop(timeoutMs) {
      closing.abort(new DeliveryError("unavailable", "Delivery is being stopped."));
      // Also those that are being stopped for a change, whose limit may be longer.
      await stopSeats(timeoutMs);
      await lastTurn;
      await stopSeats(timeoutMs);
      await closeConnectors(
        seats.map(({ plan }) => plan.connector),
        clock,
      );
    },
  };
}
