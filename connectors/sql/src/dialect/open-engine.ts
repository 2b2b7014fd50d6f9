import type { Engine } from "../engine.ts";
import { openMysql } from "./mysql.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";

/** The engine that the scheme of `url` stands for. Performs no I/O; drivers are loaded on first use. */
export function openEngine(url: string, now: () => number): Engine {
  if (url.startsWith("sqlite:")) return openSqlite(url);
  return url.startsWith("postgres") ? openPostgres(url, now) : openMysql(url, now);
}
