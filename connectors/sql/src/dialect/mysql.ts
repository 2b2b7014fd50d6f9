import { Socket } from "node:net";
import { DeliveryError } from "@musette/core";
import type { Engine, Row, Session, Value } from "../engine.ts";
import { createBuilder, kysely } from "../kysely.ts";
import { statement } from "../session.ts";
import { linkSession } from "./link-session.ts";
import { keepLinks } from "./links.ts";
import type { Link } from "./links.ts";
import { serverPlace } from "./server-place.ts";

/** Longest wait for another process that is changing the tables. */
const lockWaitSeconds = 30;

/** MySQL 8.0.17 and later, MariaDB 10.6 and later. `url` as mysql2 takes it. */
export function openMysql(url: string, now: () => number): Engine {
  const links = keepLinks(() => makeLink(url), now);
  const place = serverPlace(url, 3306);
  const product = url.startsWith("mariadb:") ? "MariaDB" : "MySQL";
  const builder = createBuilder("Mysql");
  return {
    product,
    place,
    get builder() {
      return builder();
    },
    parameters: 65_535,
    rows: Number.POSITIVE_INFINITY,
    upsert: "on duplicate key",
    begin: "begin",
    columnTypes,
    tableOptions: "engine = innodb default character set utf8mb4",
    // There the right to create tables is enough.
    indexes: "within create table",
    async lock(session, table) {
      const [row] = await session.run({
        sql: `select get_lock(?, ${lockWaitSeconds}) as locked`,
        parameters: [lockName(table)],
      });
      if (Number(row?.["locked"]) === 1) return;
      throw new DeliveryError(
        "conflict",
        `Could not make the tables in ${product} database ${place}: another process has been at it for ${lockWaitSeconds} s. It is tried again.`,
      );
    },
    async unlock(session, table) {
      await session.run({ sql: "select release_lock(?)", parameters: [lockName(table)] });
    },
    async proveCreate(session, table) {
      const { sql } = kysely();
      const twice = sql`create table ${sql.table(table)} (probe int, probe int)`.compile(builder());
      // The server looks at the rights first and at the columns then.
      await session.run(twice).catch((error: unknown) => {
        if (!isDuplicateColumn(error)) throw error;
      });
    },
    async connect(_purpose, signal) {
      const link = await links.take(signal);
      return linkSession(link, links, link.packetBytes);
    },
    close: async () => await links.close(),
  };
}

interface MysqlLink extends Link {
  /** The server's `max_allowed_packet`. */
  readonly packetBytes: number;
}

async function makeLink(url: string): Promise<MysqlLink> {
  const { createConnection } = await import("mysql2/promise");
  type Connection = Awaited<ReturnType<typeof createConnection>>;
  const socket = new Socket();
  let usable = true;
  let packetBytes = 0;
  let connection: Connection | undefined;

  async function run(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    if (connection === undefined) throw new Error("The connection is not open.");
    const [rows] = await connection.query(sql, [...(parameters as readonly Value[])]);
    return Array.isArray(rows) ? (rows as readonly Row[]) : [];
  }

  return {
    run,
    get packetBytes() {
      return packetBytes;
    },
    get usable() {
      return usable;
    },
    async open() {
      connection = await createConnection({
        uri: url,
        charset: "utf8mb4",
        timezone: "Z",
        supportBigNumbers: true,
        stream: ({ config }: { config: StreamTarget }) => connectSocket(socket, config),
      });
      const lose = () => void (usable = false);
      connection.on("error", lose);
      connection.on("end", lose);
      // Strict, so that nothing is cut short in silence; without NO_BACKSLASH_ESCAPES, because mysql2
      // escapes text by backslashes; and with short waits for the locks of others.
      await run(
        "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 10",
        [],
      );
      await run("set session transaction isolation level read committed", []);
      const [row] = await run("select @@max_allowed_packet as bytes", []);
      packetBytes = Number(row?.["bytes"]);
    },
    end: async () => await connection?.end(),
    destroy() {
      usable = false;
      socket.destroy();
    },
  };
}

interface StreamTarget {
  readonly host?: string;
  readonly port?: number;
  readonly socketPath?: string;
}

function connectSocket(
  socket: Socket,
  { host = "localhost", port = 3306, socketPath }: StreamTarget,
): Socket {
  socket.setKeepAlive(true).setNoDelay(true);
  return socketPath === undefined ? socket.connect(port, host) : socket.connect(socketPath);
}

/** The lock is the whole server's, and its name has at most 64 characters. */
function lockName(table: string): string {
  return `musette ${table}`.slice(-64);
}

function isDuplicateColumn(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ER_DUP_FIELDNAME";
}

/**
 * `longtext`, not `json`: MySQL's JSON rewrites numbers and the order of keys, MariaDB's refuses more
 * than 32 levels. Both read longtext with every JSON function. The collation does not ignore trailing
 * spaces; MySQL and MariaDB have it under different names.
 */
async function columnTypes(session: Session) {
  const [row] = await session.run(statement("select version() as version"));
  const exact = /mariadb/i.test(String(row?.["version"])) ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
  return {
    key: "varchar(1024) character set ascii collate ascii_bin",
    label: `varchar(255) collate ${exact}`,
    text: `text collate ${exact}`,
    number: "double",
    integer: "bigint",
    time: "datetime(6)",
    json: "longtext collate utf8mb4_bin",
  };
}
