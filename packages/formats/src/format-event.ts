import type { DeliveryRecord } from "@musette/core";

/** What a format is made from: a record before it is encoded. */
export type FormatEvent = Omit<DeliveryRecord, "encode">;
