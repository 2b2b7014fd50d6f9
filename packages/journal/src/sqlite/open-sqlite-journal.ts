import type { Worker } from "node:worker_threads";
import { systemClock } from "@musette/core/clock";
import type { Clock } from "@musette/core";
import type { Erasure, Journal, JournalDamage, Payload } from "../journal.ts";
import { toAppended } from "./appended-row.ts";
import { toStoredEvent } from "./event-row.ts";
import { createOperations } from "./operations.ts";
import { createRecentEvents } from "./recent-events.ts";
import { scrubJournal } from "./scrub-journal.ts";
import { openThread } from "./thread/open-thread.ts";
import { startJournalThread } from "./thread/start-thread.ts";
import { toNewAppend } from "./to-new-append.ts";

export interface SqliteJournalOptions {
  /** The database file; it and its folder are made when they are new. `<path>.lock` is beside it. */
  readonly path: string;
  /** The size from which appends are refused with `journal.full`; null, the default, for no limit. */
  readonly maxBytes?: number | null;
  readonly clock?: Clock;
  /** Of `startJournalThread`, for this journal alone; the default starts one now. */
  readonly thread?: Worker;
}

/** Payloads fetched in one request to the thread, so that appends get their turn in between. */
const payloadsAtOnce = 32;

/**
 * Opens the embedded journal: SQLite, in a thread of its own.
 *
 * @throws {JournalError} `journal.locked`, `journal.version`, `journal.corrupt`, `journal.full` or
 *   `journal.failed`.
 */
export async function openSqliteJournal(options: SqliteJournalOptions): Promise<Journal> {
  const { path, maxBytes = null, clock = systemClock, thread: worker = startJournalThread() } = options;
  const listeners = new Set<(headSeq: number) => void>();
  const eraseListeners = new Set<(erasure: Erasure) => void>();
  const damageListeners = new Set<(finding: JournalDamage) => void>();
  const found: JournalDamage[] = [];
  const recent = createRecentEvents();
  let newestSeq = 0;
  const thread = await openThread(
    worker,
    { path, maxBytes },
    {
      head(headSeq) {
        newestSeq = headSeq;
        for (const listener of listeners) listener(headSeq);
      },
      damage(findings) {
        found.push(...findings);
        for (const listener of damageListeners) findings.forEach(listener);
      },
    },
  );

  return {
    ...createOperations(thread),
    async append(entry) {
      const taken = toNewAppend(entry);
      const { byteLength } = taken.bytes;
      const rows = await thread.call("append", taken, taken.bytes.buffer);
      recent.add(entry, rows, byteLength);
      return toAppended(rows, entry.events);
    },
    async read(range) {
      const known = recent.read(range, newestSeq);
      if (known) return known;
      const rows = await thread.call("read", range);
      return rows.map(toStoredEvent);
    },
    async readEvents(seqs) {
      const rows = await thread.call("readEvents", seqs);
      return rows.map(toStoredEvent);
    },
    async readPayloads(ids) {
      const distinct = [...new Set(ids)];
      const requests: Promise<readonly Payload[]>[] = [];
      for (let start = 0; start < distinct.length; start += payloadsAtOnce) {
        requests.push(thread.call("readPayloads", distinct.slice(start, start + payloadsAtOnce)));
      }
      const payloads = (await Promise.all(requests)).flat();
      return new Map(payloads.map((payload) => [payload.id, payload]));
    },
    async payloadSizes(ids) {
      return new Map(await thread.call("payloadSizes", [...new Set(ids)]));
    },
    async readContexts(ids) {
      return new Map(await thread.call("readContexts", [...new Set(ids)]));
    },
    async history(query) {
      const rows = await thread.call("history", query);
      return rows.map(toStoredEvent);
    },
    openCursor: (destination, start) => thread.call("openCursor", { destination, start, nowMs: clock.now() }),
    claim: (destination, claim) => thread.call("claim", { destination, claim }),
    settle: (destination, settlement) => thread.call("settle", { destination, settlement }),
    noteFailure: (destination, claimId, failure) =>
      thread.call("noteFailure", { destination, claimId, failure }),
    saveState: (destination, state) => thread.call("saveState", { destination, state }),
    retries: (destination, page) => thread.call("retries", { destination, ...page }),
    deadLetters: (destination, page) => thread.call("deadLetters", { destination, ...page }),
    destinations: () => thread.call("destinations", null),
    findUser: (query) => thread.call("findUser", query),
    users: (page) => thread.call("users", page),
    saveUser: (change) => thread.call("saveUser", change),
    async eraseUser({ userId, keep }) {
      const erased = { events: 0, payloads: 0 };
      let step = { isLast: false, afterPayloadId: 0, headSeq: 0 };
      while (!step.isLast) {
        const { events, payloads, ...next } = await thread.call("eraseStep", {
          userId,
          keep,
          afterPayloadId: step.afterPayloadId,
        });
        step = next;
        recent.clear();
        erased.events += events;
        erased.payloads += payloads;
      }
      for (const listener of eraseListeners) listener({ userId, keep, throughSeq: step.headSeq });
      await thread.call("emptyLog", null);
      return erased;
    },
    saveConnection: (connection) => thread.call("saveConnection", connection),
    findConnection: (userId) => thread.call("findConnection", userId),
    deleteConnection: (userId) => thread.call("deleteConnection", userId),
    saveSession: (session) => thread.call("saveSession", { session, nowMs: clock.now() }),
    findSession: (digest) => thread.call("findSession", digest),
    useSession: (use) => thread.call("useSession", use),
    requeue: (requeue) => thread.call("requeue", requeue),
    quarantined: (page) => thread.call("quarantined", page),
    async stats() {
      const waiting = thread.waiting();
      return { ...(await thread.call("stats", null)), waiting };
    },
    async prune({ beforeMs, signal }) {
      let events = 0;
      let step = { events: 0, afterSeq: 0, isLast: false };
      while (!step.isLast) {
        signal.throwIfAborted();
        step = await thread.call("pruneStep", { beforeMs, afterSeq: step.afterSeq });
        recent.clear();
        events += step.events;
      }
      return { events };
    },
    scrub: (options) => scrubJournal(thread, options),
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onErase(listener) {
      eraseListeners.add(listener);
      return () => eraseListeners.delete(listener);
    },
    onDamage(listener) {
      damageListeners.add(listener);
      found.forEach(listener);
      return () => damageListeners.delete(listener);
    },
    close() {
      recent.clear();
      return thread.close();
    },
  };
}
