import type { Settlement } from "@musette/journal";
import type { Cursor } from "./cursor.ts";
import type { DeliveryJournal, DeliveryObserver } from "./delivery.ts";
import type { Job, OpenWork } from "./job.ts";
import type { JournalGuard } from "./journal-guard.ts";
import type { LostEvent } from "./pending.ts";
import type { Requeues } from "./requeues.ts";
import type { RetryRow, RetrySet } from "./retry-set.ts";

/** Records in the journal how work ended, and then in memory. */
export interface SettleWork {
  job(job: Job): Promise<void>;
  /** Ends a claim that nothing was written for. */
  claim(claim: OpenWork, retries: Settlement["retries"]): Promise<void>;
}

export interface SettleWorkOptions {
  readonly destination: string;
  readonly journal: Pick<DeliveryJournal, "settle">;
  readonly cursor: Cursor;
  readonly retries: RetrySet;
  readonly requeues: Pick<Requeues, "isUnderWay">;
  readonly busyKeys: Set<string>;
  readonly observe: Pick<Required<DeliveryObserver>, "deadLetter">;
  readonly guard: Pick<JournalGuard, "commit">;
}

export function createSettleWork(options: SettleWorkOptions): SettleWork {
  const { destination, journal, cursor, retries, requeues, busyKeys, observe, guard } = options;

  return {
    async job({ claim, rows, keys, retries: setAside, lost }) {
      const kept = new Set(setAside.map(({ seq }) => seq));
      const own = new Map(rows.map((row) => [row.seq, row]));
      /** It was asked for again while it was being delivered: that row is not this job's to remove. */
      const isAskedAgain = (event: { readonly seq: number; readonly key: string }) =>
        requeues.isUnderWay(event.seq) || retries.find(event) !== own.get(event.seq);
      let done: readonly RetryRow[] = [];
      let ended: readonly LostEvent[] = [];
      const settled = await guard.commit(async () => {
        done = rows.filter((row) => !kept.has(row.seq) && !isAskedAgain(row));
        ended = lost.filter(({ letter }) => !isAskedAgain(letter));
        await journal.settle(destination, {
          claimId: claim?.id ?? null,
          removeRetries: done.map(({ seq }) => seq),
          retries: setAside,
          deadLetters: ended.map(({ letter }) => letter),
        });
      });
      if (!settled) return;
      retries.remove(done);
      retries.put(setAside);
      retries.giveBack(rows);
      for (const key of keys) busyKeys.delete(key);
      if (claim !== null) cursor.settled(claim);
      for (const { eventId, letter, payloadId } of ended) {
        observe.deadLetter(destination, eventId, letter.code, letter.message, payloadId);
      }
    },
    async claim(claim, setAside) {
      const settlement = { claimId: claim.id, removeRetries: [], retries: setAside, deadLetters: [] };
      if (!(await guard.commit(() => journal.settle(destination, settlement)))) return;
      retries.put(setAside);
      cursor.settled(claim);
    },
  };
}
