import type { DatabaseSync } from "node:sqlite";
import type { DeliveryRequest } from "@musette/core";
import type { DeadLetter, Retry } from "../../journal.ts";
import { rowSum } from "./row-sum.ts";

/** Writes what waits for a destination, or was given up there, each row with its sum. */
export interface WaitingRows {
  /** One that is there already takes over what is new, and keeps the request that asked for it. */
  putRetry(destination: string, retry: Retry): void;
  putDeadLetter(destination: string, letter: DeadLetter): void;
}

/** A row of `retries` as it is stored. */
export type RetryRow = Omit<Retry, "request"> & { readonly request: string | null };

export const retryColumns = `seq, key, attempts, next_at AS nextAtMs, first_failed_at AS firstFailedAtMs, code, message,
  request`;
export const deadLetterColumns = "seq, key, attempts, dead_at AS deadAtMs, code, message";

export function sumOfRetry(destination: string, row: RetryRow): number {
  const { seq, key, attempts, nextAtMs, firstFailedAtMs, code, message, request } = row;
  return rowSum([destination, seq, key, attempts, nextAtMs, firstFailedAtMs, code, message, request]);
}

export function sumOfDeadLetter(destination: string, letter: DeadLetter): number {
  const { seq, key, attempts, deadAtMs, code, message } = letter;
  return rowSum([destination, seq, key, attempts, deadAtMs, code, message]);
}

export function createWaitingRows(db: DatabaseSync): WaitingRows {
  const requestOf = db.prepare("SELECT request FROM retries WHERE destination = ? AND seq = ?");
  const upsertRetry = db.prepare(
    `INSERT INTO retries (destination, seq, key, attempts, next_at, first_failed_at, code, message, request, sum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET key = excluded.key, attempts = excluded.attempts, next_at = excluded.next_at,
       first_failed_at = excluded.first_failed_at, code = excluded.code, message = excluded.message,
       request = excluded.request, sum = excluded.sum`,
  );
  const upsertDeadLetter = db.prepare(
    `INSERT INTO dead_letters (destination, seq, key, attempts, dead_at, code, message, sum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET key = excluded.key, attempts = excluded.attempts, dead_at = excluded.dead_at,
       code = excluded.code, message = excluded.message, sum = excluded.sum`,
  );

  return {
    putRetry(destination, { request: asked, ...retry }) {
      const { seq, key, attempts, nextAtMs, firstFailedAtMs, code, message } = retry;
      const kept = requestOf.get(destination, seq) as { request: string | null } | undefined;
      const request = asked ? JSON.stringify(asked) : (kept?.request ?? null);
      const sum = sumOfRetry(destination, { ...retry, request });
      upsertRetry.run(
        destination,
        seq,
        key,
        attempts,
        nextAtMs,
        firstFailedAtMs,
        code,
        message,
        request,
        sum,
      );
    },
    putDeadLetter(destination, letter) {
      const { seq, key, attempts, deadAtMs, code, message } = letter;
      const sum = sumOfDeadLetter(destination, letter);
      upsertDeadLetter.run(destination, seq, key, attempts, deadAtMs, code, message, sum);
    },
  };
}

export function toRetry({ request, ...row }: RetryRow): Retry {
  return request === null ? row : { ...row, request: JSON.parse(request) as DeliveryRequest };
}
