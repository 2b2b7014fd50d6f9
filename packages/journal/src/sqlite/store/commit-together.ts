import { JournalError } from "@musette/core/errors";
import type { DatabaseSync } from "node:sqlite";
import type { CommitTimes } from "./commit-times.ts";
import type { EventIndex } from "./event-index.ts";
import { createHeadWriter } from "./head.ts";
import type { Head } from "./head.ts";
import { sqliteFailure } from "./sqlite-failure.ts";
import type { Users } from "./users.ts";

/** What became of one write. */
export type WriteOutcome = { readonly value: unknown } | { readonly error: JournalError };

/**
 * Runs writes in one durable commit, each with an outcome of its own.
 *
 * A write that throws a `JournalError` refuses itself: by convention it has changed no table yet, and
 * the others go on. Any other error undoes the whole transaction; each write then gets a commit of
 * its own, so that one too large for the disk does not take a small one with it.
 */
export function createCommitTogether(
  db: DatabaseSync,
  parts: {
    readonly head: Head;
    readonly index: EventIndex;
    readonly users: Pick<Users, "forget">;
    readonly commitTimes: CommitTimes;
  },
): (writes: readonly (() => unknown)[]) => readonly WriteOutcome[] {
  const { head, index, users, commitTimes } = parts;
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const headWriter = createHeadWriter(db, head);

  function attempt(write: () => unknown): WriteOutcome {
    try {
      return { value: write() };
    } catch (error) {
      if (JournalError.is(error)) return { error };
      throw error;
    }
  }

  function runTransaction(writes: readonly (() => unknown)[]): readonly WriteOutcome[] {
    const before = { ...head };
    const undoIndex = index.mark();
    const startMs = performance.now();
    try {
      begin.run();
      const outcomes = writes.map(attempt);
      if (!isEqual(before, head)) headWriter.save();
      commit.run();
      commitTimes.add(performance.now() - startMs);
      return outcomes;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      Object.assign(head, before);
      undoIndex();
      users.forget();
      throw error;
    }
  }

  return function commitTogether(writes): readonly WriteOutcome[] {
    try {
      return runTransaction(writes);
    } catch (error) {
      if (writes.length === 1) return [{ error: sqliteFailure(error, "write to the journal") }];
      return writes.flatMap((write) => commitTogether([write]));
    }
  };
}

function isEqual(a: Head, b: Head): boolean {
  return (
    a.seq === b.seq &&
    a.payloadId === b.payloadId &&
    a.userRow === b.userRow &&
    a.events === b.events &&
    a.quarantined === b.quarantined &&
    a.indexedThrough === b.indexedThrough
  );
}
