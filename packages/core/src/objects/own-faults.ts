import type { DeliveryCode } from "../errors.ts";

/** About one object or user; the others of the batch are written all the same. */
export const ownFaults: ReadonlySet<DeliveryCode> = new Set(["conflict", "rejected", "too_large", "unknown"]);
