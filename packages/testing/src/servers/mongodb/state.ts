import type { Document } from "bson";
import { createCollection } from "./collection.ts";
import type { Collection } from "./collection.ts";
import type { ScramConversation, ScramCredentials } from "./scram.ts";

export interface User {
  readonly name: string;
  readonly database: string;
  readonly roles: readonly string[];
  readonly credentials: ScramCredentials;
}

/** All that the server holds, shared by its connections. */
export interface State {
  readonly databases: Map<string, Map<string, Collection>>;
  /** By `database.name`. */
  readonly users: Map<string, User>;
  /** What `getMore` has still to return. */
  readonly cursors: Map<number, { readonly namespace: string; readonly documents: Document[] }>;
  /** The last cursor id that was given. */
  lastCursor: number;
}

/** One connection. */
export interface Session {
  readonly state: State;
  user: User | undefined;
  login: { readonly user: User; readonly scram: ScramConversation } | undefined;
}

/** A command, with the database it is for. */
export type Command = (command: Document, session: Session, database: string) => Document;
export type Commands = Readonly<Record<string, Command>>;

export function createState(): State {
  return { databases: new Map(), users: new Map(), cursors: new Map(), lastCursor: 0 };
}

/** The collection, or undefined while there is none. */
export function findCollection(
  { databases }: State,
  database: string,
  name: unknown,
): Collection | undefined {
  return databases.get(database)?.get(String(name));
}

/** The collection, made when there is none yet, as the first write does. */
export function ensureCollection({ databases }: State, database: string, name: unknown): Collection {
  const collections = databases.get(database) ?? new Map<string, Collection>();
  databases.set(database, collections);
  const collection = collections.get(String(name)) ?? createCollection(`${database}.${String(name)}`);
  collections.set(String(name), collection);
  return collection;
}
