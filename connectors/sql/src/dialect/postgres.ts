import { Socket } from "node:net";
import type { Engine, Row, Session } from "../engine.ts";
import { createBuilder } from "../kysely.ts";
import { statement } from "../session.ts";
import { linkSession } from "./link-session.ts";
import { keepLinks } from "./links.ts";
import type { Link } from "./links.ts";
import { serverPlace } from "./server-place.ts";

/** PostgreSQL 13 and later, and what speaks its protocol. `url` as libpq and node-postgres take it. */
export function openPostgres(url: string, now: () => number): Engine {
  const builder = createBuilder("Postgres");
  const links = keepLinks(() => makeLink(url), now);
  return {
    product: "PostgreSQL",
    place: serverPlace(url, 5432),
    get builder() {
      return builder();
    },
    parameters: 65_535,
    rows: Number.POSITIVE_INFINITY,
    upsert: "on conflict",
    // Whatever the database's default isolation is: in any other, writers of one user's events collide.
    // `local`, so that nothing is left in a session that a pooler such as PgBouncer hands on.
    begin: "begin isolation level read committed; set local lock_timeout = '10s'",
    columnTypes,
    tableOptions: "",
    indexes: "on their own",
    async lock(session, table) {
      await session.run({
        sql: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        parameters: [`musette ${table}`],
      });
    },
    async unlock() {
      // The lock ends with its transaction.
    },
    connect: async (_purpose, signal) => linkSession(await links.take(signal), links, null),
    close: async () => await links.close(),
  };
}

async function makeLink(url: string): Promise<Link> {
  const { default: pg } = await import("pg");
  const socket = new Socket();
  let usable = true;
  const client = new pg.Client({
    connectionString: url,
    application_name: "musette",
    stream: () => socket,
    keepAlive: true,
  });
  const lose = () => void (usable = false);
  client.on("error", lose);
  client.on("end", lose);
  return {
    open: async () => void (await client.connect()),
    async run(sql, parameters) {
      const result = await client.query<Row>(sql, parameters.map(storable));
      return result.rows ?? [];
    },
    get usable() {
      return usable;
    },
    end: async () => await client.end(),
    destroy() {
      usable = false;
      socket.destroy();
    },
  };
}

/** PostgreSQL's text cannot hold U+0000 (SQLSTATE 22021). JSON text is not affected: it is escaped there. */
function storable(parameter: unknown): unknown {
  return typeof parameter === "string" && parameter.includes("\0")
    ? parameter.replaceAll("\0", "\uFFFD")
    : parameter;
}

/**
 * `json`, not `jsonb`: it keeps the text as it is (`jsonb` refuses U+0000, 22P05, and forgets the order
 * of keys) and at 60 KB it is written more than twice as fast. lz4 is there from PostgreSQL 14 on, where
 * it was built in.
 */
async function columnTypes(session: Session) {
  const withLz4 = await session.run(
    statement("select 1 from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)"),
  );
  return {
    key: "text",
    label: "text",
    text: "text",
    number: "double precision",
    integer: "bigint",
    time: "timestamptz",
    json: withLz4.length > 0 ? "json compression lz4" : "json",
  };
}
