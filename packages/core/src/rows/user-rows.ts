import type { DeliveryRecord } from "../connector.ts";
import type { TerraUser } from "../model/user.ts";
import { textAt, valueAt } from "./value-at.ts";

/** Terra's words for what has become of a connection. */
type UserState = "active" | "deauth" | "user_reauth";

export type UserRow = {
  readonly user_id: string;
  readonly reference_id: string | null;
  readonly created_at: string | null;
  readonly granted_scopes: string | null;
  readonly provider: string | null;
  readonly revision: bigint;
  readonly state: UserState;
  /** Of the event that gave the state; 0 while none has, and the user is active for all that is known. */
  readonly state_revision: bigint;
};

/** One row for each user that the records speak of, sorted by user, so that writers lock in one order. */
export function userRows(records: readonly DeliveryRecord[]): readonly UserRow[] {
  const rows = new Map<string, UserRow>();
  for (const row of records.flatMap(usersOf)) {
    const known = rows.get(row.user_id);
    rows.set(row.user_id, known === undefined ? row : merge(known, row));
  }
  return [...rows.values()].sort((a, b) => (a.user_id < b.user_id ? -1 : 1));
}

function usersOf(record: DeliveryRecord): readonly UserRow[] {
  const own = userRow(record.user, record, stateAfter(record));
  // The user id changes with a re-authentication; the old one is told apart by its state.
  const old = record.type === "user_reauth" ? valueAt(record.item(), "old_user") : undefined;
  const oldId = textAt(old, "user_id");
  if (oldId === null || oldId === record.user.user_id) return own;
  const oldUser = {
    user_id: oldId,
    provider: textAt(old, "provider") ?? record.user.provider,
    reference_id: textAt(old, "reference_id"),
    created_at: textAt(old, "created_at"),
    scopes: textAt(old, "scopes"),
  };
  return [...own, ...userRow(oldUser, record, "user_reauth")];
}

function userRow(user: TerraUser, { revision }: DeliveryRecord, state: UserState | null): readonly UserRow[] {
  // Some events have no user, as a cancelled authentication.
  if (user.user_id === "") return [];
  return [
    {
      user_id: user.user_id,
      reference_id: user.reference_id ?? null,
      created_at: user.created_at ?? null,
      granted_scopes: user.scopes ?? null,
      provider: user.provider,
      revision: BigInt(revision),
      state: state ?? "active",
      state_revision: state === null ? 0n : BigInt(revision),
    },
  ];
}

/** Null where the event says nothing about the connection: data may still come after a deauthentication. */
function stateAfter(record: DeliveryRecord): UserState | null {
  switch (record.type) {
    case "auth":
      return textAt(record.item(), "status") === "error" ? null : "active";
    case "user_reauth":
      return "active";
    case "deauth":
    case "access_revoked":
      return "deauth";
    default:
      return null;
  }
}

function merge(a: UserRow, b: UserRow): UserRow {
  const [older, newer] = b.revision >= a.revision ? [a, b] : [b, a];
  const { state, state_revision } = b.state_revision >= a.state_revision ? b : a;
  return {
    ...newer,
    reference_id: newer.reference_id ?? older.reference_id,
    created_at: newer.created_at ?? older.created_at,
    granted_scopes: newer.granted_scopes ?? older.granted_scopes,
    state,
    state_revision,
  };
}
