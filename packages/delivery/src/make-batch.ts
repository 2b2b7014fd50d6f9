import { DeliveryError, type Batch, type DeliveryRecord, type FormatName } from "@musette/core";
import { isBatchFormat } from "./batch-formats.ts";
import type { EncodeBatch } from "./delivery.ts";

/** The batch that a connector is handed; it can be put together where the destination's format does that. */
export function makeBatch(
  id: string,
  records: readonly DeliveryRecord[],
  format: FormatName,
  encodeBatch: EncodeBatch | undefined,
): Batch {
  if (encodeBatch === undefined || !isBatchFormat(format)) return { id, records };
  return {
    id,
    records,
    async encode() {
      try {
        return await encodeBatch(format, records);
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        // A batch that is refused is halved, until the record that does not fit the format stands alone.
        throw new DeliveryError(
          "rejected",
          `A batch of ${records.length} cannot be written as ${format} (${name}). Give the destination another format, and report this.`,
          { cause: error },
        );
      }
    },
  };
}
