import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import type { Damage } from "./damage.ts";
import { rowSum } from "./row-sum.ts";

/** The rows that say where destinations stand, and their sums. */
export interface Standings {
  /** A destination that is not known yet begins at the beginning, because a lost row may have been its own. */
  readonly isAnyLost: boolean;
  /** @throws {JournalError} `journal.corrupt` where a row is not as it was written, or none can be read. */
  check(): void;
}

interface CursorSumRow {
  readonly destination: string;
  readonly claimedThrough: number;
  readonly claims: number;
  readonly sum: number | null;
}

interface ClaimSumRow {
  readonly destination: string;
  readonly id: string;
  readonly after: number;
  readonly through: number;
  readonly sum: number | null;
}

export function sumOfCursor(destination: string, claimedThrough: number): number {
  return rowSum([destination, claimedThrough]);
}

export function sumOfClaim(
  destination: string,
  claim: Pick<ClaimSumRow, "id" | "after" | "through">,
): number {
  return rowSum([destination, claim.id, claim.after, claim.through]);
}

/**
 * Looks at the start whether where destinations stand is as it was written. One of which it is not is set
 * back to the beginning: it gets again what it has, and misses nothing.
 */
export function openStandings(db: DatabaseSync, damage: Damage): Standings {
  const selectCursors = db.prepare(
    "SELECT destination, claimed_through AS claimedThrough, claims, sum FROM cursors",
  );
  const selectClaims = db.prepare(
    `SELECT destination, id, after_seq AS "after", through_seq AS "through", sum FROM claims`,
  );
  const selectLog = db.prepare("SELECT cursors, cursors_summed AS isSummed FROM log");

  function look() {
    const cursors = selectCursors.all() as unknown as readonly CursorSumRow[];
    const claims = selectClaims.all() as unknown as readonly ClaimSumRow[];
    const log = selectLog.get();
    const isSummed = log?.["isSummed"] === 1;
    const isWrong = (sum: number | null, expected: number) => (sum === null ? isSummed : sum !== expected);
    const damaged = new Set<string>();
    for (const { destination, claimedThrough, claims: count, sum } of cursors) {
      const theirs = new Set(claims.filter((one) => one.destination === destination).map(({ id }) => id));
      if (isWrong(sum, sumOfCursor(destination, claimedThrough)) || theirs.size !== count)
        damaged.add(destination);
    }
    for (const claim of claims) {
      if (isWrong(claim.sum, sumOfClaim(claim.destination, claim))) damaged.add(claim.destination);
    }
    const names = new Set(cursors.map(({ destination }) => destination));
    const isAnyLost = log?.["cursors"] !== names.size || cursors.length !== names.size;
    return { cursors, claims, damaged, isAnyLost, isSummed };
  }

  function repair(damaged: ReadonlySet<string>): void {
    const removeClaims = db.prepare("DELETE FROM claims WHERE destination = ?");
    const setBack = db.prepare(
      "UPDATE cursors SET claimed_through = 0, claims = 0, sum = ? WHERE destination = ?",
    );
    db.exec("BEGIN IMMEDIATE");
    for (const destination of damaged) {
      removeClaims.run(destination);
      setBack.run(sumOfCursor(destination, 0), destination);
    }
    db.exec("DELETE FROM claims WHERE destination NOT IN (SELECT destination FROM cursors)");
    db.exec("UPDATE log SET cursors = (SELECT count(*) FROM cursors), cursors_summed = 1; COMMIT");
  }

  function addSums({ cursors, claims }: ReturnType<typeof look>): void {
    const setCursor = db.prepare("UPDATE cursors SET sum = ? WHERE destination = ?");
    const setClaim = db.prepare("UPDATE claims SET sum = ? WHERE destination = ? AND id = ?");
    db.exec("BEGIN IMMEDIATE");
    for (const { destination, claimedThrough } of cursors) {
      setCursor.run(sumOfCursor(destination, claimedThrough), destination);
    }
    for (const claim of claims) {
      setClaim.run(sumOfClaim(claim.destination, claim), claim.destination, claim.id);
    }
    db.exec("UPDATE log SET cursors_summed = 1; COMMIT");
  }

  let isAnyLost = false;
  let unreadable: JournalError | undefined;
  try {
    const found = look();
    if (found.damaged.size > 0 || found.isAnyLost) {
      // The name itself may be what is damaged.
      isAnyLost = true;
      repair(found.damaged);
      if (look().damaged.size > 0) throw new Error("the rows of destinations cannot be put right");
      damage.note({
        kind: "cursors",
        id: 0,
        message: `Where ${namesOf(found.damaged)} stood in the journal is damaged on the disk: everything in the journal is delivered there again, under the same ids, so that nothing is missed. Check the disk.`,
      });
    } else if (!found.isSummed) addSums(found);
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    unreadable = new JournalError(
      "journal.corrupt",
      "Where destinations stand in the journal cannot be read any more: the disk damaged it. What comes in is stored, and nothing is delivered. Check the disk, and restore a backup.",
      { cause: error },
    );
    damage.note({ kind: "cursors", id: 0, message: unreadable.message });
  }

  return {
    isAnyLost,
    check() {
      if (unreadable) throw unreadable;
      const { damaged } = look();
      if (damaged.size === 0) return;
      throw damagedStanding(...damaged);
    },
  };
}

export function damagedStanding(...destinations: readonly string[]): JournalError {
  return new JournalError(
    "journal.corrupt",
    `Where ${namesOf(destinations)} stands in the journal was damaged on the disk. Check the disk, and restart Musette: everything is delivered there again.`,
  );
}

function namesOf(destinations: Iterable<string>): string {
  return [...destinations].map((name) => `"${name}"`).join(", ") || "a destination";
}
