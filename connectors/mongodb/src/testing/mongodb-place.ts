import { randomBytes } from "node:crypto";
import { MongoClient } from "mongodb";
import type { Db } from "mongodb";

/** A database of its own, empty at first, and a user that may read and write there. */
export interface MongodbPlace extends AsyncDisposable {
  readonly db: Db;
  readonly config: { readonly url: string; readonly database: string };
  readonly secrets: readonly string[];
  at(changes: { user?: string; password?: string; host?: string }): string;
  /** A user of the same database that may only read, as a connection string. */
  readonly readerUrl: string;
}

/** `serverUrl` is that of somebody who may create users, where users are asked for. */
export async function makeMongodbPlace(serverUrl: string): Promise<MongodbPlace> {
  const id = randomBytes(6).toString("hex");
  const database = `musette_${id}`;
  const [password, otherPassword] = [`right-${id}`, `wrong-${id}`];
  const client = new MongoClient(serverUrl);
  const db = client.db(database);
  await db.command({ createUser: "writer", pwd: password, roles: ["readWrite"] });
  await db.command({ createUser: "reader", pwd: password, roles: ["read"] });
  const [, scheme, hosts, query] =
    /^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?([^/?]+)[^?]*\??(.*)$/.exec(serverUrl) ?? [];

  function at(changes: { user?: string; password?: string; host?: string }): string {
    const options = new URLSearchParams(query);
    options.set("authSource", database);
    const login = `${changes.user ?? "writer"}:${changes.password ?? password}`;
    const start =
      changes.host === undefined ? `${scheme}${login}@${hosts}` : `mongodb://${login}@${changes.host}`;
    return `${start}/?${options.toString()}`;
  }

  return {
    db,
    config: { url: at({}), database },
    secrets: [password, otherPassword],
    at: (changes) => at({ ...changes, ...(changes.password === "wrong" && { password: otherPassword }) }),
    readerUrl: at({ user: "reader" }),
    async [Symbol.asyncDispose]() {
      await db.command({ dropUser: "writer" });
      await db.command({ dropUser: "reader" });
      await db.dropDatabase();
      await client.close();
    },
  };
}
