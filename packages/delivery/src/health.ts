import { deliveryCodes } from "@musette/core";
import type { DestinationState } from "@musette/journal";
import type { DestinationFailure } from "./delivery.ts";
import type { Failure } from "./pending.ts";

/** The circuit breaker of one destination: healthy, degraded, or paused until a probe succeeds. */
export interface Health {
  readonly state: DestinationState;
  /** Failures since the last success. */
  readonly failuresInRow: number;
  /** Grows with every proof that the destination answers: a write or a probe that succeeded. */
  readonly signsOfLife: number;
  /** Failures from before this do not count towards giving up: the destination itself was away. */
  readonly awayUntilMs: number;
  /** Since the start. */
  readonly lastFailure: DestinationFailure | null;
  /** A write failed, or the destination asked to be left alone. */
  failed(failure: Failure): void;
  /** A write was answered. Does not end a pause, because the write may be older than its reason. */
  succeeded(): void;
  probeFailed(failure: Failure): void;
  probeSucceeded(): void;
  /** It was left alone on purpose until now. */
  rested(): void;
  /** Our own journal refused, so nothing can be settled; says nothing about the destination. */
  journalFailed(message: string): void;
  journalRecovered(): void;
}

export interface HealthOptions {
  /** From before the start. Only a pause outlives a restart; everything else is tried afresh. */
  readonly saved: DestinationState;
  readonly now: () => number;
  readonly onChange: (state: DestinationState) => void;
}

/** Failed batches in a row after which the destination is left alone and probed. */
const failuresBeforePause = 5;

export function createHealth({ saved, now, onChange }: HealthOptions): Health {
  let state = saved;
  let failuresInRow = 0;
  let signsOfLife = 0;
  let awayUntilMs = 0;
  let lastFailure: DestinationFailure | null = null;
  /** A pause without a code was the configuration's, which has been changed since. */
  let isAway = saved.status === "paused" && saved.code !== null;

  function become(status: DestinationState["status"], reason: Failure | null): void {
    const { code, message } = reason ?? { code: null, message: null };
    if (state.status === status && state.code === code && state.message === message) return;
    state = { status, sinceMs: state.status === status ? state.sinceMs : now(), code, message };
    onChange(state);
  }

  function note({ code, message }: Failure): void {
    lastFailure = { code, message, atMs: now() };
  }

  if (!isAway) become("healthy", null);

  return {
    get state() {
      return state;
    },
    get failuresInRow() {
      return failuresInRow;
    },
    get signsOfLife() {
      return signsOfLife;
    },
    get awayUntilMs() {
      return awayUntilMs;
    },
    get lastFailure() {
      return lastFailure;
    },
    failed(failure) {
      note(failure);
      failuresInRow++;
      const mustPause = deliveryCodes[failure.code] === "pause";
      if (mustPause) isAway = true;
      if (mustPause || failuresInRow >= failuresBeforePause) {
        become("paused", explainPause(failure));
      } else if (state.status !== "paused") {
        become("degraded", failure);
      }
    },
    succeeded() {
      signsOfLife++;
      if (state.status === "paused") return;
      failuresInRow = 0;
      become("healthy", null);
    },
    probeFailed(failure) {
      note(failure);
      isAway = true;
      become("paused", explainPause(failure));
    },
    probeSucceeded() {
      signsOfLife++;
      if (isAway) awayUntilMs = now();
      isAway = false;
      become("degraded", { code: state.code ?? "unknown", message: "The check succeeded; trying again." });
    },
    rested() {
      awayUntilMs = now();
    },
    journalFailed(message) {
      if (state.status !== "paused") become("degraded", { code: "unavailable", message });
    },
    journalRecovered() {
      if (state.status === "degraded" && failuresInRow === 0) become("healthy", null);
    },
  };
}

function explainPause({ code, message }: Failure): Failure {
  return { code, message: `${message} Paused: its events wait, and go on as soon as a check succeeds.` };
}
