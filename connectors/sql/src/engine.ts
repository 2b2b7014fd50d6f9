import type { CompiledQuery, Kysely } from "kysely";

/** What a column of ours may hold. Times are stored to the millisecond. */
export type Value = string | number | bigint | Date | null;
export type Row = Readonly<Record<string, Value>>;
/** Table names depend on the configuration, so tables are typed by their rows, not by their names. */
export type Tables = Record<string, Record<string, Value>>;

/**
 * - `key`: a natural key, ASCII, compared byte by byte;
 * - `label`: a short text that is indexed, compared byte by byte;
 * - `json`: JSON text, kept as it is written.
 */
export type ColumnKind = "key" | "label" | "text" | "number" | "integer" | "time" | "json";

/** A statement and its values; Kysely's compiled queries are such. */
export type Statement = Pick<CompiledQuery, "sql" | "parameters">;

/** One connection, held by one write or check. */
export interface Session {
  run(statement: Statement): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Most bytes of one statement; null where the server sets no such limit. */
  readonly statementBytes: number | null;
  /** Gives the connection back. After that, and after `destroy`, `run` rejects. */
  release(): void;
  /** Cuts the connection, so that the server rolls back what was not committed. */
  destroy(): void;
}

/** One database of one engine. Everything that differs between engines is in here. */
export interface Engine {
  /** For messages: `PostgreSQL`. */
  readonly product: string;
  /** For messages: the host and database, or the file. Never the password. */
  readonly place: string;
  /** Builds statements in the engine's own grammar; it cannot run them. */
  readonly builder: Kysely<Tables>;
  /** Most parameters in one statement. */
  readonly parameters: number;
  /** Most rows in one statement; 1 where statements are kept prepared and cost no round trip. */
  readonly rows: number;
  readonly upsert: "on conflict" | "on duplicate key";
  /** Starts a transaction that waits at most some seconds for the locks of others. */
  readonly begin: string;
  /** Column types; they may depend on the server's version. */
  columnTypes(session: Session): Promise<Readonly<Record<ColumnKind, string>>>;
  /** The end of a `create table` statement. */
  readonly tableOptions: string;
  readonly indexes: "within create table" | "on their own";
  /** Keeps other processes from changing the tables until `unlock`, or the end of the transaction. */
  lock(session: Session, table: string): Promise<void>;
  unlock(session: Session, table: string): Promise<void>;
  /** Proves the right to create `table` without doing so; only where a rollback cannot undo it. */
  proveCreate?(session: Session, table: string): Promise<void>;
  /** A connection for writing, or for a check that must leave nothing behind. */
  connect(purpose: "write" | "check", signal: AbortSignal): Promise<Session>;
  /** Ends the connections that are idle, and those in use when they are given back. May be called twice. */
  close(): Promise<void>;
}
