import { calculateObjectSize } from "bson";
import type { Document } from "bson";
import { aggregate, find } from "mingo";
import { commandError } from "../command-error.ts";
import { findCollection } from "../state.ts";
import type { Commands, State } from "../state.ts";

const largestAnswerBytes = 16 * 1024 * 1024;

/** Reads, and the cursors they leave open. */
export const readCommands: Commands = {
  find(command, { state }, database) {
    const { filter = {}, projection, sort, skip = 0, limit = 0, batchSize = 101 } = command;
    let documents = findCollection(state, database, command["find"])?.find(filter as Document) ?? [];
    if (sort !== undefined || projection !== undefined) {
      const cursor = find<Document>(documents, {}, projection as Document);
      documents = (sort === undefined ? cursor : cursor.sort(sort as Record<string, 1 | -1>)).all();
    }
    const end = Number(limit) === 0 ? undefined : Number(skip) + Number(limit);
    const wanted = documents.slice(Number(skip), end);
    return openCursor(state, `${database}.${String(command["find"])}`, wanted, Number(batchSize));
  },
  aggregate(command, { state }, database) {
    const documents = findCollection(state, database, command["aggregate"])?.find({}) ?? [];
    const answer = aggregate(documents, command["pipeline"] as Document[]) as Document[];
    const { batchSize = 101 } = (command["cursor"] ?? {}) as Document;
    return openCursor(state, `${database}.${String(command["aggregate"])}`, answer, Number(batchSize));
  },
  getMore(command, { state }) {
    const id = Number(command["getMore"]);
    const cursor = state.cursors.get(id);
    if (cursor === undefined) throw commandError(43, `cursor id ${id} not found`);
    const size = Number(command["batchSize"] ?? Number.POSITIVE_INFINITY);
    const nextBatch = cursor.documents.splice(0, countFitting(cursor.documents, size));
    if (cursor.documents.length > 0) return { cursor: { id: BigInt(id), ns: cursor.namespace, nextBatch } };
    state.cursors.delete(id);
    return { cursor: { id: 0n, ns: cursor.namespace, nextBatch } };
  },
  killCursors(command, { state }) {
    for (const id of command["cursors"] as unknown[]) state.cursors.delete(Number(id));
    return { cursorsKilled: command["cursors"], cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] };
  },
  count(command, { state }, database) {
    const { query = {} } = command;
    return { n: findCollection(state, database, command["count"])?.find(query as Document).length ?? 0 };
  },
};

/** Answers with the first documents; the others wait for `getMore`. */
function openCursor(state: State, ns: string, documents: readonly Document[], size: number): Document {
  const fitting = countFitting(documents, size);
  const rest = documents.slice(fitting);
  if (rest.length === 0) return { cursor: { id: 0n, ns, firstBatch: documents } };
  state.lastCursor += 1;
  state.cursors.set(state.lastCursor, { namespace: ns, documents: rest });
  return { cursor: { id: BigInt(state.lastCursor), ns, firstBatch: documents.slice(0, fitting) } };
}

/** An answer holds as many documents as were asked for, and up to 16 MB of them, but at least one. */
function countFitting(documents: readonly Document[], most: number): number {
  let bytes = 0;
  let count = 0;
  for (const document of documents) {
    bytes += calculateObjectSize(document);
    if (count > 0 && (count >= most || bytes > largestAnswerBytes)) break;
    count += 1;
  }
  return count;
}
