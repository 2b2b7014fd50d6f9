import type { DeliveryRecord } from "@musette/core";
import { makeRecord, makeRecords } from "./records.ts";

/** The user who is deleted. */
export const leavingUser = "user-a-1";
/** Users whose ids begin as that one does, or are what it begins with. */
export const stayingUsers: readonly string[] = ["user-a-1-2", "user-a-11", "user-a"];

/**
 * The records of one batch of the case that kills a deletion, the same in every process. Even ones are
 * items of a user who stays, by which a write is timed; odd ones delete the other user.
 */
export function deletionBatch(index: number, size: number): readonly DeliveryRecord[] {
  if (index % 2 === 0) return makeRecords(index * size, size, { userId: stayingUsers[0] ?? "" });
  return [makeRecord({ item: 0, type: "user.delete", userId: leavingUser, revision: deletedAt(index) })];
}

/** The revision of the deletion in an odd batch. What it deletes is older. */
export function deletedAt(index: number): number {
  return 1000 * (index + 1);
}
