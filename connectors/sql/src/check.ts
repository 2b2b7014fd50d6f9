import type { DeliveryRecord } from "@musette/core";
import { deleteUser } from "./delete-users.ts";
import type { Session } from "./engine.ts";
import type { Layout } from "./layout.ts";
import { applySteps, missingSteps } from "./migrate.ts";
import { inTransaction } from "./session.ts";
import { writeAll } from "./write.ts";

/** Makes what is missing and writes a record, as a real batch would, and rolls all of it back. */
export async function checkPermissions(session: Session, layout: Layout): Promise<void> {
  const { engine, tables } = layout;
  const missing = await missingSteps(session, layout);
  if (missing.length > 0 && engine.proveCreate !== undefined) {
    await engine.proveCreate(session, `${tables.musette_migrations}_probe`);
    return;
  }
  async function tryAll(): Promise<void> {
    if (missing.length > 0) await applySteps(session, layout);
    const [activity, auth] = [probe("activity"), probe("auth")];
    await writeAll(session, layout, [activity, auth]);
    if (layout.deletesUsers)
      await deleteUser(session, layout, { userId: activity.user.user_id, revision: activity.revision });
  }
  await inTransaction(engine, session, tryAll, "rollback");
}

/** The oldest revision there is, so that it would lose against any row, if ever one had its key. */
function probe(type: string): DeliveryRecord {
  return {
    id: "00000000-0000-8000-8000-000000000000",
    key: `${type}:musette-check`,
    revision: 0,
    type,
    user: { user_id: "musette-check", provider: "MUSETTE" },
    startTime: null,
    endTime: null,
    receivedAtMs: 0,
    item: () => ({}),
    json: () => "{}",
    encode: () => ({ bytes: new Uint8Array(), contentType: "application/json", extension: "json" }),
  };
}
