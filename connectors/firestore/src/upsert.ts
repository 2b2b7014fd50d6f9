import type { RecordFailure } from "@musette/core";
import type { FirestoreApi, Stored, Write } from "./api.ts";
import type { Placed } from "./document.ts";
import { classify, describe } from "./errors.ts";
import { sendWrites } from "./send-writes.ts";
import type { SizedWrite } from "./send-writes.ts";

/** How often another writer may win before a record is left for a retry. */
const attempts = 4;
/** NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED: what is stored is not what we thought. */
const contested: ReadonlySet<number> = new Set([5, 6, 9, 10]);

/** Where records go. */
export interface Target {
  readonly api: FirestoreApi;
  /** Full name of the document that the collections are below. */
  readonly parent: string;
  /** For messages. */
  readonly place: string;
}

/**
 * Writes up to 30 documents of one collection, each unless an equal or newer revision is there: reads under
 * which name each item is stored, and writes on the condition that this is still so.
 *
 * An item that has moved its start stays under the name it was first stored with; one that finds its name
 * taken by another item gets a name of its own.
 */
export async function upsertAll(
  { api, parent, place }: Target,
  placed: readonly Placed[],
): Promise<readonly RecordFailure[]> {
  const failures: RecordFailure[] = [];
  let waiting = placed;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await findStored(api, parent, waiting);
    waiting = waiting.filter(({ record }) => (stored.get(record.key)?.revision ?? -1) < record.revision);
    if (waiting.length === 0) return failures;
    // Nearly always a name is free; it is asked about only once it was not.
    const homeless = waiting.filter(({ record }) => attempt > 0 && !stored.has(record.key));
    const holders = await findHolders(api, homeless);
    const statuses = await sendWrites(api, planWrites(waiting, stored, holders));
    const again: Placed[] = [];
    for (const [index, record] of waiting.entries()) {
      const status = statuses[index] ?? { code: 2 };
      if (contested.has(status.code)) again.push(record);
      else if (status.code !== 0) failures.push(failure(record, place, status));
    }
    waiting = again;
    if (waiting.length === 0) return failures;
  }
  return [...failures, ...waiting.map((record) => failure(record, place, { code: 10 }))];
}

function planWrites(
  placed: readonly Placed[],
  stored: ReadonlyMap<string, Stored>,
  holders: ReadonlyMap<string, Stored>,
): readonly SizedWrite[] {
  // Firestore does not write one document twice in a request.
  const taken = new Set<string>();
  return placed.map(({ record, name, nameOfItsOwn, document }) => {
    const at = placeOf();
    taken.add(at.name);
    return { ...at, fields: document?.fields ?? {}, wireBytes: document?.wireBytes ?? 0 };

    function placeOf(): Pick<Write, "name" | "condition"> {
      const found = stored.get(record.key);
      if (found !== undefined) return { name: found.name, condition: { updateTime: found.updateTime } };
      const holder = holders.get(name);
      if (taken.has(name) || holder?.key !== undefined)
        return { name: nameOfItsOwn, condition: { exists: false } };
      // A document without a key is Terra's own copy of the item: it is taken over.
      const condition = holder === undefined ? { exists: false as const } : { updateTime: holder.updateTime };
      return { name, condition };
    }
  });
}

/** What is stored under each key; the newest, should it be there twice. */
async function findStored(
  api: FirestoreApi,
  parent: string,
  placed: readonly Placed[],
): Promise<ReadonlyMap<string, Stored>> {
  const [{ collection } = { collection: "" }] = placed;
  const keys = placed.map(({ record }) => record.key);
  const found = new Map<string, Stored>();
  for (const stored of await api.findByKeys({ parent, collection }, keys)) {
    if (stored.key === undefined || stored.revision <= (found.get(stored.key)?.revision ?? -1)) continue;
    found.set(stored.key, stored);
  }
  return found;
}

async function findHolders(
  api: FirestoreApi,
  placed: readonly Placed[],
): Promise<ReadonlyMap<string, Stored>> {
  if (placed.length === 0) return new Map();
  const found = await api.read([...new Set(placed.map(({ name }) => name))]);
  return new Map(found.map((stored) => [stored.name, stored]));
}

function failure({ record }: Placed, place: string, status: object): RecordFailure {
  return { id: record.id, code: classify(status).code, message: describe("write to", place, status) };
}
