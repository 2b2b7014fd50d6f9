import { ensureMariadb, ensurePostgres, suiteTitle } from "@musette/testing";
import { makeMariadbPlace } from "./mariadb-place.ts";
import { makePostgresPlace } from "./postgres-place.ts";
import { makeSqlitePlace } from "./sqlite-place.ts";
import type { Place } from "./place.ts";

interface TestEngine {
  readonly name: "SQLite" | "PostgreSQL" | "MariaDB";
  /** The name, and the reason where its tests are skipped. */
  readonly title: string;
  readonly skipped: boolean;
  readonly makePlace: () => Promise<Place>;
}

const postgres = await ensurePostgres();
const mariadb = await ensureMariadb();

/** The engines that integration tests run on. */
export const engines: readonly TestEngine[] = [
  { name: "SQLite", title: "SQLite", skipped: false, makePlace: makeSqlitePlace },
  {
    name: "PostgreSQL",
    title: suiteTitle("PostgreSQL", postgres),
    skipped: "skipped" in postgres,
    makePlace: async () => await makePostgresPlace(postgres.url),
  },
  {
    name: "MariaDB",
    title: suiteTitle("MariaDB", mariadb),
    skipped: "skipped" in mariadb,
    makePlace: async () => await makeMariadbPlace(mariadb.url),
  },
];
