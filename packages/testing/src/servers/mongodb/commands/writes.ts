import type { Document } from "bson";
import { applyUpdate } from "../apply-update.ts";
import type { UpdateStatement } from "../apply-update.ts";
import { isCommandError } from "../command-error.ts";
import { ensureCollection, findCollection } from "../state.ts";
import type { Commands } from "../state.ts";

/** Writes: each statement of a command succeeds or fails on its own. */
export const writeCommands: Commands = {
  insert(command, { state }, database) {
    const collection = ensureCollection(state, database, command["insert"]);
    return runEach(command, command["documents"] as Document[], (document) => {
      collection.put(document);
      return { n: 1 };
    });
  },
  update(command, { state }, database) {
    const statements = command["updates"] as UpdateStatement[];
    const upserts = statements.some(({ upsert }) => upsert === true);
    const collection = upserts
      ? ensureCollection(state, database, command["update"])
      : findCollection(state, database, command["update"]);
    const upserted: Document[] = [];
    let nModified = 0;
    const answer = runEach(command, statements, (statement, index) => {
      if (collection === undefined) return { n: 0 };
      const { matched, upsertedId } = applyUpdate(collection, statement);
      nModified += matched;
      if (upsertedId === undefined) return { n: matched };
      upserted.push({ index, _id: upsertedId });
      return { n: 1 };
    });
    return { ...answer, nModified, ...(upserted.length > 0 && { upserted }) };
  },
  delete(command, { state }, database) {
    const collection = findCollection(state, database, command["delete"]);
    return runEach(command, command["deletes"] as Document[], ({ q, limit }) => {
      const found = collection?.find(q as Document).slice(0, limit === 1 ? 1 : undefined) ?? [];
      for (const document of found) collection?.remove(document);
      return { n: found.length };
    });
  },
};

function runEach<T>(
  { ordered }: Document,
  statements: readonly T[],
  run: (statement: T, index: number) => { readonly n: number },
): Document {
  const writeErrors: Document[] = [];
  let n = 0;
  for (const [index, statement] of statements.entries()) {
    try {
      n += run(statement, index).n;
    } catch (error) {
      if (!isCommandError(error)) throw error;
      const { code, codeName, message, details } = error;
      writeErrors.push({ index, code, codeName, errmsg: message, ...details });
      if (ordered !== false) break;
    }
  }
  return { n, ...(writeErrors.length > 0 && { writeErrors }) };
}
