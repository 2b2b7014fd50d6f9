import { activityRow, userRows } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";

type Value = string | number | bigint | Date | null;
export type Row = Readonly<Record<string, Value>>;

/** Rows for one table, and what its rows are told apart by. */
export interface TableRows {
  readonly table: string;
  readonly key: string;
  readonly rows: readonly Row[];
}

/** The rows of these activities: the same tables and columns as the connector's. */
export function sqlRows(records: readonly DeliveryRecord[]): readonly TableRows[] {
  const payloads = records.map((record) => ({
    event_key: record.key,
    payload_id: record.id,
    user_id: record.user.user_id,
    data_type: record.type,
    provider: record.user.provider,
    created_at: new Date(record.receivedAtMs),
    start_time: record.startTime,
    end_time: record.endTime,
    revision: BigInt(record.revision),
    payload: record.json(),
  }));
  return [
    { table: "terra_data_payloads", key: "event_key", rows: payloads },
    { table: "terra_activities", key: "event_key", rows: records.map(activityRow) },
    { table: "terra_users", key: "user_id", rows: userRows(records) },
  ];
}
