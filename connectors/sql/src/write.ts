import { activityRow, deletionRecord, isData, sampleRows, userRows } from "@musette/core";
import type { DeliveryRecord, RecordFailure } from "@musette/core";
import { chunkRows } from "./chunk-rows.ts";
import { deleteStale } from "./delete-users.ts";
import type { Row, Session } from "./engine.ts";
import { classify, describe, isRowError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import { dataPayloadRow, otherPayloadRow } from "./rows/payload-row.ts";
import { inTransaction, statement } from "./session.ts";
import { fitsStatement } from "./statement-bytes.ts";
import type { Upsert } from "./upsert.ts";

/** Larger statements are no faster, and hold up the thread for longer. */
const statementCharacters = 1_000_000;

/** Writes the records in one transaction. Those that the database refuses are left out and returned. */
export async function writeRecords(
  session: Session,
  layout: Layout,
  records: readonly DeliveryRecord[],
): Promise<readonly RecordFailure[]> {
  const { statementBytes } = session;
  const fits = (record: DeliveryRecord) =>
    statementBytes === null || fitsStatement(record.json(), statementBytes);
  const fitting = records.filter(fits);
  const oversized = records
    .filter((record) => !fits(record))
    .map(({ id }) => oversize(layout, id, statementBytes));
  if (fitting.length === 0) return oversized;
  try {
    await inTransaction(layout.engine, session, async () => await writeAll(session, layout, fitting));
    return oversized;
  } catch (error) {
    if (!isRowError(error)) throw error;
  }
  const refused = await inTransaction(
    layout.engine,
    session,
    async () => await writeDivided(session, layout, fitting),
  );
  return [...oversized, ...refused];
}

/** Writes the records, half by half where something is refused, until the records at fault stand alone. */
async function writeDivided(
  session: Session,
  layout: Layout,
  records: readonly DeliveryRecord[],
): Promise<readonly RecordFailure[]> {
  await session.run(statement("savepoint part"));
  try {
    await writeAll(session, layout, records);
    await session.run(statement("release savepoint part"));
    return [];
  } catch (error) {
    if (!isRowError(error)) throw error;
    await session.run(statement("rollback to savepoint part"));
    const [first] = records;
    if (first !== undefined && records.length === 1) return [refusal(layout, first.id, error)];
  }
  const middle = records.length >> 1;
  return [
    ...(await writeDivided(session, layout, records.slice(0, middle))),
    ...(await writeDivided(session, layout, records.slice(middle))),
  ];
}

/** The statements for these records, within the transaction of the caller. */
export async function writeAll(
  session: Session,
  layout: Layout,
  given: readonly DeliveryRecord[],
): Promise<void> {
  const { tables, withSamples, deletesUsers } = layout;
  const records = deletesUsers ? given.map(deletionRecord) : given;
  const byKey = records.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const activities = byKey.filter((record) => record.type === "activity");
  const dataPayloads = byKey.filter(isData).map(dataPayloadRow);
  const otherPayloads = byKey.filter((record) => !isData(record)).map(otherPayloadRow);
  await upsert(session, layout, tables.data_payloads, dataPayloads);
  await upsert(session, layout, tables.other_payloads, otherPayloads);
  await upsert(session, layout, tables.activities, activities.map(activityRow));
  if (withSamples && activities.length > 0) await writeSamples(session, layout, activities);
  // Last, because all batches of a user meet at its row.
  const users = userRows(records);
  await upsertAll(session, layout, { table: tables.users, ...userUpsert }, users);
  if (deletesUsers) await deleteStale(session, layout, records, users);
}

const userUpsert: Omit<Upsert, "table"> = {
  key: "user_id",
  guards: [
    {
      revision: "revision",
      columns: ["reference_id", "created_at", "granted_scopes", "provider"],
      kept: ["reference_id", "created_at", "granted_scopes"],
    },
    { revision: "state_revision", columns: ["state"] },
  ],
};

/** Rows that their natural key and one revision guard as a whole. */
async function upsert(session: Session, layout: Layout, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== "event_key" && name !== "revision");
  const guards = [{ revision: "revision", columns }];
  await upsertAll(session, layout, { table, key: "event_key", guards }, rows);
}

async function upsertAll(
  session: Session,
  layout: Layout,
  into: Upsert,
  rows: readonly Row[],
): Promise<void> {
  const statementOf = layout.upserts(into);
  for (const chunk of chunkRows(rows, mostOf(session, layout))) await session.run(statementOf(chunk));
}

/** Replaces the samples of those activities whose stored row is the one in hand, not a newer one. */
async function writeSamples(
  session: Session,
  layout: Layout,
  records: readonly DeliveryRecord[],
): Promise<void> {
  const { engine, tables } = layout;
  const keys = records.map(({ key }) => key);
  const query = engine.builder
    .selectFrom(tables.activities)
    .select(["event_key", "revision"])
    .where("event_key", "in", keys);
  const stored = new Map(
    (await session.run(query.compile())).map((row) => [row["event_key"], Number(row["revision"])]),
  );
  const current = records.filter(({ key, revision }) => stored.get(key) === revision);
  if (current.length === 0) return;
  const currentKeys = current.map(({ key }) => key);
  await session.run(
    engine.builder.deleteFrom(tables.samples).where("event_key", "in", currentKeys).compile(),
  );
  for (const record of current) {
    for (const chunk of chunkRows(sampleRows(record), mostOf(session, layout))) {
      await session.run(
        engine.builder
          .insertInto(tables.samples)
          .values([...chunk])
          .compile(),
      );
    }
  }
}

function mostOf({ statementBytes }: Session, { engine }: Layout) {
  // Escaped and in UTF-8 a character may take six bytes, but JSON does not come to that as a whole.
  const characters = Math.min(statementCharacters, (statementBytes ?? Number.POSITIVE_INFINITY) / 4);
  return { rows: engine.rows, parameters: engine.parameters, characters };
}

function oversize({ engine }: Layout, id: string, statementBytes: number | null): RecordFailure {
  const message = `Could not write to ${engine.product} database ${engine.place}: the payload is larger than its max_allowed_packet, ${statementBytes} bytes. Raise that setting, then deliver the event again.`;
  return { id, code: "too_large", message };
}

function refusal({ engine }: Layout, id: string, error: unknown): RecordFailure {
  return { id, code: classify(error).code, message: describe(engine, "write to", error) };
}
