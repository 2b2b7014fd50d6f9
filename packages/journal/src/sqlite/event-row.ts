import type { SourceName, TerraUser } from "@musette/core";
import type { StoredEvent } from "../journal.ts";

/** An event as it leaves the database; a row is far cheaper to pass on than an object. */
export type EventRow = readonly [
  seq: number,
  id: string,
  key: string,
  type: string,
  user: string,
  startTime: string | null,
  endTime: string | null,
  orderedAtMs: number | null,
  item: number,
  revision: number,
  superseded: number,
  receivedAtMs: number,
  developer: string,
  source: SourceName,
  payloadId: number,
];

/** By their JSON: the events of a page are of few users, who are read once and shared. */
const users = new Map<string, TerraUser>();
const mostUsers = 1_000;

function parseUser(json: string): TerraUser {
  const known = users.get(json);
  if (known !== undefined) return known;
  if (users.size >= mostUsers) users.clear();
  const user = JSON.parse(json) as TerraUser;
  users.set(json, user);
  return user;
}

export function toStoredEvent(row: EventRow): StoredEvent {
  return {
    seq: row[0],
    id: row[1],
    key: row[2],
    type: row[3],
    user: parseUser(row[4]),
    startTime: row[5],
    endTime: row[6],
    orderedAtMs: row[7],
    item: row[8],
    revision: row[9],
    superseded: row[10] === 1,
    receivedAtMs: row[11],
    developer: row[12],
    source: row[13],
    payloadId: row[14],
  };
}
