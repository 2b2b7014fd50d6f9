import { JournalError, type Clock } from "@musette/core";
import { backoffMs } from "./backoff.ts";
import type { Health } from "./health.ts";
import { sleep } from "./sleep.ts";

/** Keeps one destination going while the journal refuses reads or writes. */
export interface JournalGuard {
  /** Does the write until it is stored, however long that takes; returns false when stopped before. */
  commit(write: () => Promise<void>): Promise<boolean>;
  /** Shows the failure; returns how long to wait before trying again, in milliseconds. */
  failed(error: unknown): number;
  /** Something that needs the journal worked. */
  worked(): void;
}

export interface JournalGuardOptions {
  readonly destination: string;
  readonly health: Health;
  readonly clock: Clock;
  readonly random: () => number;
  readonly stopping: AbortSignal;
}

const waits = { firstMs: 200, longestMs: 30_000 };

export function createJournalGuard(options: JournalGuardOptions): JournalGuard {
  const { destination, health, clock, random, stopping } = options;
  let failures = 0;

  function failed(error: unknown): number {
    failures++;
    health.journalFailed(`${destination} cannot go on: ${reasonOf(error)}`);
    return backoffMs(waits, failures, random);
  }

  function worked(): void {
    if (failures === 0) return;
    failures = 0;
    health.journalRecovered();
  }

  return {
    failed,
    worked,
    async commit(write) {
      for (;;) {
        try {
          await write();
          worked();
          return true;
        } catch (error) {
          const waitMs = failed(error);
          if (stopping.aborted) return false;
          await sleep(clock, waitMs, stopping);
        }
      }
    },
  };
}

/** Only our own errors are known to hold neither payload nor secret. */
function reasonOf(error: unknown): string {
  if (JournalError.is(error)) return error.message;
  const name = error instanceof Error ? error.name : typeof error;
  return `an unexpected ${name} while reading or writing the journal. It is tried again; report it if it stays.`;
}
