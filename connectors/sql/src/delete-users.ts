import { staleUsers } from "@musette/core";
import type { DeliveryRecord, UserRow } from "@musette/core";
import type { Session } from "./engine.ts";
import type { Layout } from "./layout.ts";

type UserRevision = ReturnType<typeof staleUsers>[number];

/**
 * Deletes what a `user.delete` event takes in, within the transaction of a write that has just written
 * these records and user rows. Every write asks, behind the rows of its users, which it holds locked: so
 * of a deletion and an older event at the same moment, the one that is second sees the other.
 */
export async function deleteStale(
  session: Session,
  layout: Layout,
  records: readonly DeliveryRecord[],
  users: readonly UserRow[],
): Promise<void> {
  const deletedAt = await deletionsOf(
    session,
    layout,
    users.map(({ user_id }) => user_id),
  );
  const written = [
    ...records.map(({ user, revision }) => ({ userId: user.user_id, revision })),
    // A re-authentication also writes the row of the user's old id.
    ...users.map(({ user_id, revision }) => ({ userId: user_id, revision: Number(revision) })),
  ];
  for (const user of staleUsers(written, deletedAt)) await deleteUser(session, layout, user);
}

/** The rows of one user in all tables, up to the revision. The `user.delete` event itself stays. */
export async function deleteUser(
  session: Session,
  layout: Layout,
  { userId, revision }: UserRevision,
): Promise<void> {
  const { engine, tables } = layout;
  const { builder } = engine;
  const rows = (table: string) =>
    builder.deleteFrom(table).where("user_id", "=", userId).where("revision", "<=", revision);
  if (await hasSamples(session, layout)) {
    const keys = builder
      .selectFrom(tables.activities)
      .select("event_key")
      .where("user_id", "=", userId)
      .where("revision", "<=", revision);
    await session.run(builder.deleteFrom(tables.samples).where("event_key", "in", keys).compile());
  }
  await session.run(rows(tables.activities).compile());
  await session.run(rows(tables.data_payloads).compile());
  await session.run(rows(tables.other_payloads).where("payload_type", "!=", "user.delete").compile());
  await session.run(rows(tables.users).compile());
}

/** The newest deletion of each of these users that was ever deleted. */
async function deletionsOf(
  session: Session,
  { engine, tables }: Layout,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0) return new Map();
  const query = engine.builder
    .selectFrom(tables.other_payloads)
    .select(["user_id", "revision"])
    .where("user_id", "in", userIds)
    .where("payload_type", "=", "user.delete");
  const newest = new Map<string, number>();
  for (const row of await session.run(query.compile())) {
    const userId = String(row["user_id"]);
    newest.set(userId, Math.max(Number(row["revision"]), newest.get(userId) ?? -1));
  }
  return newest;
}

/** Also where samples are not written any more, they may still be there. */
async function hasSamples(session: Session, { engine, tables }: Layout): Promise<boolean> {
  const query = engine.builder
    .selectFrom(tables.musette_migrations)
    .select("step")
    .where("step", "=", "03-samples");
  return (await session.run(query.compile())).length > 0;
}
