import type { DeliveryRecord } from "@musette/core";
import { makeRecord, makeRecords } from "./records.ts";

/**
 * The records of one batch of the kill case, the same in every process: a newer revision of one item
 * that all batches share, and items of its own.
 */
export function killBatch(index: number, size: number): readonly DeliveryRecord[] {
  return [makeRecord({ item: 0, revision: index + 1 }), ...makeRecords(1 + index * size, size - 1)];
}
