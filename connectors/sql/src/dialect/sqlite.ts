import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Engine, Session } from "../engine.ts";
import { createBuilder } from "../kysely.ts";
import { lockFile } from "./file-lock.ts";
import { withPrepared } from "./prepared.ts";
import type { PreparingDatabase } from "./prepared.ts";
import { openFileForCheck, openFileForWriting } from "./sqlite-file.ts";

/** Statements block the thread; after this long or so many, requests get their turn. */
const longestTurnMs = 4;
const statementsPerTurn = 64;

/** SQLite as it is built into Node. `url` is `sqlite:` and a path, relative to the working directory. */
export function openSqlite(url: string): Engine {
  const builder = createBuilder("Sqlite");
  const path = url.slice("sqlite:".length).replace(/^\/\//, "");
  const file = resolve(path);
  let kept: PreparingDatabase | undefined;

  async function connect(purpose: "write" | "check", signal: AbortSignal): Promise<Session> {
    const unlock = await lockFile(file, signal);
    try {
      if (purpose === "check") {
        const checked = withPrepared(openFileForCheck(file));
        return sqliteSession(checked, () => {
          checked.database.close();
          unlock();
        });
      }
      // Somebody has deleted it: what is written to the open handle, nobody will ever read.
      if (!existsSync(file)) closeKept();
      kept ??= withPrepared(openFileForWriting(file));
      return sqliteSession(kept, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  function closeKept(): void {
    kept?.database.close();
    kept = undefined;
  }

  return {
    product: "SQLite",
    place: path,
    get builder() {
      return builder();
    },
    // It would take 32,766, but a statement blocks the thread for as long as it runs.
    parameters: 8_000,
    rows: 1,
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

function sqliteSession({ database, prepare }: PreparingDatabase, onEnd: () => void): Session {
  let over = false;
  let turnBeganMs = performance.now();
  let statements = 0;

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
      statements += 1;
      if (statements % statementsPerTurn === 0 || performance.now() - turnBeganMs > longestTurnMs) {
        await setImmediate();
        turnBeganMs = performance.now();
      }
      if (over) throw new Error("The database was given back.");
      return prepare(sql).all(...parameters.map(storable));
    },
    release: end,
    destroy: end,
  };
}

function storable(parameter: unknown): string | number | bigint | null {
  if (parameter instanceof Date) return parameter.toISOString();
  return parameter as string | number | bigint | null;
}
