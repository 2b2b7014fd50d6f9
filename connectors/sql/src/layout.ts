import type { Engine } from "./engine.ts";
import type { TableNames } from "./table-names.ts";
import type { Upserts } from "./upsert.ts";

/** Which tables, in which database. */
export interface Layout {
  readonly engine: Engine;
  readonly tables: TableNames;
  readonly upserts: Upserts;
  /** The PostgreSQL schema that holds them; undefined: wherever the database puts them. */
  readonly schema: string | undefined;
  readonly withSamples: boolean;
  /** A `user.delete` event deletes the rows of its user. */
  readonly deletesUsers: boolean;
}
