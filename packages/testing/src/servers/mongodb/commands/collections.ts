import { isDeepStrictEqual } from "node:util";
import type { Document } from "bson";
import type { Index } from "../collection.ts";
import { commandError } from "../command-error.ts";
import { ensureCollection, findCollection } from "../state.ts";
import type { Commands } from "../state.ts";

/** Collections and their indexes. */
export const collectionCommands: Commands = {
  create(command, { state }, database) {
    if (findCollection(state, database, command["create"]) !== undefined)
      throw commandError(48, "Collection already exists");
    const validator = command["validator"] as Document | undefined;
    ensureCollection(state, database, command["create"]).validator = validator;
    return {};
  },
  collMod(command, { state }, database) {
    const collection = findCollection(state, database, command["collMod"]);
    if (collection === undefined) throw commandError(26, "ns does not exist");
    collection.validator = command["validator"] as Document | undefined;
    return {};
  },
  drop(command, { state }, database) {
    if (state.databases.get(database)?.delete(String(command["drop"])) !== true)
      throw commandError(26, "ns not found");
    return {};
  },
  dropDatabase(_, { state }, database) {
    state.databases.delete(database);
    return {};
  },
  listDatabases: (_, { state }) => ({ databases: [...state.databases.keys()].map((name) => ({ name })) }),
  listCollections(_, { state }, database) {
    const names = [...(state.databases.get(database)?.keys() ?? [])];
    const firstBatch = names.map((name) => ({ name, type: "collection", options: {}, info: {} }));
    return { cursor: { id: 0n, ns: `${database}.$cmd.listCollections`, firstBatch } };
  },
  createIndexes(command, { state }, database) {
    const collection = ensureCollection(state, database, command["createIndexes"]);
    for (const index of command["indexes"] as Index[]) {
      const there = [...collection.indexes.values()].find(
        ({ name, key }) => name === index.name || isDeepStrictEqual(key, index.key),
      );
      if (there === undefined) collection.createIndex(index);
      else if (there.name !== index.name)
        throw commandError(85, "Index already exists with a different name");
      else if (there.unique !== index.unique || there.sparse !== index.sparse)
        throw commandError(86, "An existing index has the same name as the requested index");
    }
    return { numIndexesAfter: collection.indexes.size };
  },
  listIndexes(command, { state }, database) {
    const collection = findCollection(state, database, command["listIndexes"]);
    if (collection === undefined) throw commandError(26, "ns does not exist");
    const firstBatch = [...collection.indexes.values()].map((index) => ({ v: 2, ...index }));
    return { cursor: { id: 0n, ns: `${database}.${String(command["listIndexes"])}`, firstBatch } };
  },
};
