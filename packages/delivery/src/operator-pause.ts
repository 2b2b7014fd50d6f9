import type { DestinationState } from "@musette/journal";
import type { DeliveryJournal, DestinationStatus } from "./delivery.ts";
import type { Health } from "./health.ts";

/** The operator's wish that a destination rests. It outlives a restart, and hides how the destination is. */
export interface OperatorPause {
  readonly isPaused: boolean;
  /** The state that others see, where this is the destination's own. */
  shown(own: DestinationState): DestinationState;
  pausedBy(own: DestinationState): DestinationStatus["pausedBy"];
  /** Publishes the destination's own state, unless it is paused. */
  stateChanged(own: DestinationState): void;
  /** Resolves when it is on disk. */
  pause(): Promise<void>;
  /** Shows the destination's own state again when it is on disk. */
  resume(own: Pick<Health, "state" | "rested">): Promise<void>;
}

export interface OperatorPauseOptions {
  readonly destination: string;
  readonly journal: Pick<DeliveryJournal, "pauseCursor">;
  readonly now: () => number;
  /** From before the start; null: it was not paused. */
  readonly savedAtMs: number | null;
  readonly publish: (state: DestinationState) => void;
}

export function createOperatorPause(options: OperatorPauseOptions): OperatorPause {
  const { destination, journal, now, publish } = options;
  let pausedAtMs = options.savedAtMs;
  if (pausedAtMs !== null) publish(pausedState(pausedAtMs));

  return {
    get isPaused() {
      return pausedAtMs !== null;
    },
    shown: (own) => (pausedAtMs === null ? own : pausedState(pausedAtMs)),
    pausedBy(own) {
      if (pausedAtMs !== null) return "operator";
      return own.status === "paused" ? "failure" : null;
    },
    stateChanged(own) {
      if (pausedAtMs === null) publish(own);
    },
    async pause() {
      if (pausedAtMs !== null) return;
      const atMs = now();
      await journal.pauseCursor(destination, atMs);
      pausedAtMs = atMs;
      publish(pausedState(atMs));
    },
    async resume(own) {
      if (pausedAtMs === null) return;
      await journal.pauseCursor(destination, null);
      pausedAtMs = null;
      own.rested();
      publish(own.state);
    },
  };
}

function pausedState(sinceMs: number): DestinationState {
  return { status: "paused", sinceMs, code: null, message: "Paused by the operator; its events wait." };
}
