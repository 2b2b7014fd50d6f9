import { randomUUID } from "node:crypto";
import type { Clock } from "@musette/core";
import type { DeliveryObserver } from "@musette/delivery";
import type { Journal, JournalDamage } from "@musette/journal";
import { createThrottle } from "./create-throttle.ts";
import { postEvent } from "./post-event.ts";
import { signStandard } from "./sign-standard.ts";
import { wait } from "./wait.ts";
import { watchJournal } from "./watch-journal.ts";

/** Posts to the operator what is worth a look, beside everything else and never in its way. */
export interface OperatorEvents {
  /** Delivery is to tell this one. */
  readonly observer: Required<Pick<DeliveryObserver, "state" | "deadLetter" | "removed">>;
  /** Looks at the journal from now on. */
  watch(journal: Pick<Journal, "stats">): void;
  /** Something in the journal was found damaged. */
  damaged(finding: JournalDamage): void;
  /** Gives up what is on its way. */
  stop(): void;
}

export interface OperatorEventsOptions {
  readonly url: string;
  readonly secret: string;
  readonly allowPrivate: boolean;
  readonly clock: Clock;
  /** Told when an event could not be posted in the end. The message holds no secret. */
  readonly onFailure: (type: string, message: string) => void;
}

/** The body of an event, as Standard Webhooks suggests. */
interface OperatorEvent {
  readonly type:
    | "destination.paused"
    | "destination.recovered"
    | "destination.dead_letters"
    | "quarantine.grew"
    | "journal.nearly_full"
    | "journal.damaged";
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** Of one kind (and destination) at most one in so long; what comes in between is told with the next. */
const intervalMs = 60_000;
const attemptTimeoutMs = 10_000;
const waitsMs = [1_000, 10_000, 60_000] as const;

export function createOperatorEvents(options: OperatorEventsOptions): OperatorEvents {
  const { clock, allowPrivate, onFailure } = options;
  const url = new URL(options.url);
  const stopping = new AbortController();
  const throttle = createThrottle<OperatorEvent>(clock, intervalMs, (event) => void post(event));
  const paused = new Set<string>();
  let stopWatching = (): void => undefined;

  async function attempt(id: string, body: string): Promise<string | null> {
    const atSeconds = Math.floor(clock.now() / 1000);
    const headers = {
      "content-type": "application/json",
      ...signStandard({ id, atSeconds, body }, options.secret),
    };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptTimeoutMs)]);
    try {
      const status = await postEvent({ url, headers, body, allowPrivate, signal });
      return status >= 200 && status < 300 ? null : `it answered ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** The same id on every attempt, so that a receiver can drop a repeat. */
  async function post(event: OperatorEvent): Promise<void> {
    const id = randomUUID();
    const body = JSON.stringify({ ...event, timestamp: new Date(clock.now()).toISOString() });
    let reason = await attempt(id, body);
    for (const waitMs of waitsMs) {
      if (reason === null || stopping.signal.aborted) return;
      await wait(clock, waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
      reason = await attempt(id, body);
    }
    if (reason !== null) onFailure(event.type, `${url.host} did not take it: ${reason}`);
  }

  return {
    observer: {
      state(destination, { status, code, message }) {
        const kind = `state of ${destination}`;
        if (status === "paused") {
          paused.add(destination);
          throttle.put(kind, () => ({ type: "destination.paused", data: { destination, code, message } }));
        } else if (status === "healthy" && paused.delete(destination)) {
          throttle.put(kind, () => ({ type: "destination.recovered", data: { destination } }));
        }
      },
      removed: (destination) => void paused.delete(destination),
      deadLetter(destination, eventId, code, message) {
        throttle.put(`dead letters of ${destination}`, (added) => ({
          type: "destination.dead_letters",
          data: { destination, added, eventId, code, message },
        }));
      },
    },
    watch(journal) {
      stopWatching();
      stopWatching = watchJournal(journal, clock, {
        quarantineGrew: (added, items) =>
          throttle.put("quarantine", () => ({ type: "quarantine.grew", data: { added, items } })),
        nearlyFull: ({ bytes, maxBytes }) =>
          throttle.put("journal", () => ({ type: "journal.nearly_full", data: { bytes, maxBytes } })),
      });
    },
    damaged({ kind, id, message }) {
      throttle.put("damage", (added) => ({ type: "journal.damaged", data: { kind, id, added, message } }));
    },
    stop() {
      stopWatching();
      throttle.stop();
      stopping.abort();
    },
  };
}
