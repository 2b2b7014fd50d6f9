import { activityRow, deletionKey, instant, isData, userRows } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";

/** Where a record's payload is kept: one of the two is null. */
export interface PayloadPlace {
  /** The item's JSON text. As a string, because PostgREST would read it, and refuse U+0000 in it. */
  readonly payload: string | null;
  /** The name of its object in the bucket. */
  readonly payload_path: string | null;
}

export const inTheRow = (record: DeliveryRecord): PayloadPlace => ({
  payload: record.json(),
  payload_path: null,
});

type Row = Readonly<Record<string, unknown>>;

/** The arguments of the function `musette_write`. */
export type WriteArguments = Readonly<
  Record<"users" | "data_payloads" | "misc_payloads" | "activities", readonly Row[]>
>;

/** The rows of these records, table by table. Integers are bigint, which the client sends as text. */
export function writeArguments(
  records: readonly DeliveryRecord[],
  placeOf: (record: DeliveryRecord) => PayloadPlace,
): WriteArguments {
  const misc = records.filter((record) => !isData(record));
  return {
    users: userRows(records).map((row) => storable({ ...row, created_at: instant(row.created_at) })),
    data_payloads: records
      .filter(isData)
      .map((record) => ({ ...storable(dataPayloadRow(record)), ...placeOf(record) })),
    misc_payloads: misc.map((record) => ({ ...storable(miscPayloadRow(record)), ...placeOf(record) })),
    activities: records
      .filter(({ type }) => type === "activity")
      .map((record) => storable(activityRow(record))),
  };
}

/** The argument `written` of the functions of on-user-delete.sql: whose deletion is to be looked for, and where. */
export function writtenOf(records: readonly DeliveryRecord[]): readonly Row[] {
  const written = [
    ...records.map(({ user, revision }) => ({ user, revision })),
    // A re-authentication also writes the row of the user's old id.
    ...userRows(records).map(({ user_id, revision }) => ({
      user: { user_id, provider: "" },
      revision: Number(revision),
    })),
  ];
  return written
    .filter(({ user }) => user.user_id !== "")
    .map(({ user, revision }) =>
      storable({ user_id: user.user_id, revision, deletion_key: deletionKey(user.user_id) }),
    );
}

function dataPayloadRow(record: DeliveryRecord): Row {
  const { type, startTime, endTime } = record;
  return { ...common(record), data_type: type, start_time: startTime, end_time: endTime };
}

function miscPayloadRow(record: DeliveryRecord): Row {
  // Terra has both columns; which of its queries asks for which is not documented.
  return { ...common(record), data_type: record.type, payload_type: record.type };
}

function common({ key, id, user, receivedAtMs, revision }: DeliveryRecord): Row {
  return {
    event_key: key,
    payload_id: id,
    // Some events have no user, as a cancelled authentication.
    user_id: user.user_id === "" || key === deletionKey(user.user_id) ? null : user.user_id,
    provider: user.provider,
    created_at: new Date(receivedAtMs),
    revision: BigInt(revision),
  };
}

/**
 * Without what is null, which the database would read for nothing. PostgreSQL's text holds neither U+0000 nor half a
 * character; payloads are not affected, there they are escaped.
 */
function storable(row: Row): Row {
  const stored: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    stored[column] = typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
  }
  return stored;
}
