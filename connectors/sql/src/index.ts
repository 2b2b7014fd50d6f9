import { defineConnector } from "@musette/core";
import { sqlConfig } from "./config.ts";
import { connectSql } from "./connector.ts";
import { openEngine } from "./dialect/open-engine.ts";
import { tableNames } from "./table-names.ts";
import { createUpserts } from "./upsert.ts";

/** SQLite, PostgreSQL, MySQL and MariaDB: Terra's tables with the payload in the row, and typed activities. */
export const sqlConnector = defineConnector({
  type: "sql",
  summary: "Upserts events into tables of SQLite, PostgreSQL, MySQL or MariaDB.",
  config: sqlConfig,
  limits: { records: 500, bytes: 8_000_000 },
  guarantee: "effectively-once",
  deletesUsers: true,
  formats: ["json"],
  open(config, context) {
    const engine = openEngine(config.url, () => context.now());
    return connectSql({
      engine,
      upserts: createUpserts(engine),
      tables: tableNames({ schema: config.schema, prefix: config.table_prefix }),
      schema: config.schema,
      withSamples: config.samples_table,
      deletesUsers: config.on_user_delete === "delete",
    });
  },
});

export default sqlConnector;
