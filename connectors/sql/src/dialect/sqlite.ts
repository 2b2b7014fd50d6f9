import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { Engine, Session, Tables } from "../engine.ts";
import { lockFile } from "./file-lock.ts";
import { openFileForCheck, openFileForWriting } from "./sqlite-file.ts";

/** SQLite as it is built into Node. `url` is `sqlite:` and a path, relative to the working directory. */
export function openSqlite(url: string): Engine {
  const path = url.slice("sqlite:".length).replace(/^\/\//, "");
  const file = resolve(path);
  let kept: DatabaseSync | undefined;

  async function connect(purpose: "write" | "check", signal: AbortSignal): Promise<Session> {
    const unlock = await lockFile(file, signal);
    try {
      if (purpose === "check") {
        const database = openFileForCheck(file);
        return sqliteSession(database, () => {
          database.close();
          unlock();
        });
      }
      // Somebody has deleted it: what is written to the open handle, nobody will ever read.
      if (!existsSync(file)) closeKept();
      kept ??= openFileForWriting(file);
      return sqliteSession(kept, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  function closeKept(): void {
    kept?.close();
    kept = undefined;
  }

  return {
    product: "SQLite",
    place: path,
    builder: new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (builder) => new SqliteIntrospector(builder),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
    // It would take 32,766, but a statement blocks the thread for as long as it runs.
    parameters: 8_000,
    upsert: "on conflict",
    // Takes the write lock at once: a transaction that has read cannot wait for it later.
    begin: "begin immediate",
    columnTypes: async () => ({
      key: "text",
      label: "text",
      text: "text",
      number: "real",
      integer: "integer",
      time: "text",
      json: "text",
    }),
    tableOptions: "strict",
    indexes: "on their own",
    async lock() {
      // `begin immediate` has it.
    },
    async unlock() {
      // Ends with the transaction.
    },
    connect,
    async close() {
      // Waits for the write that is going on.
      const unlock = await lockFile(file, new AbortController().signal);
      closeKept();
      unlock();
    },
  };
}

function sqliteSession(database: DatabaseSync, onEnd: () => void): Session {
  let over = false;

  function end(): void {
    if (over) return;
    over = true;
    try {
      if (database.isTransaction) database.exec("rollback");
    } catch {
      // Without a commit, SQLite undoes the transaction when the file is opened next.
    }
    onEnd();
  }

  return {
    statementBytes: null,
    async run({ sql, parameters }) {
      // Statements block the thread; in between, requests get their turn.
      await setImmediate();
      if (over) throw new Error("The database was given back.");
      const prepared = database.prepare(sql);
      prepared.setReadBigInts(true);
      return prepared.all(...parameters.map(storable));
    },
    release: end,
    destroy: end,
  };
}

function storable(parameter: unknown): string | number | bigint | null {
  if (parameter instanceof Date) return parameter.toISOString();
  return parameter as string | number | bigint | null;
}
