import type { DeliveryRecord } from "../connector.ts";

/** The types that Terra keeps in `terra_data_payloads`. */
const dataTypes: ReadonlySet<string> = new Set([
  "activity",
  "athlete",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);

/** True for what Terra keeps as data; user events and types that it adds later are kept apart. */
export function isData(record: Pick<DeliveryRecord, "type">): boolean {
  return dataTypes.has(record.type);
}
