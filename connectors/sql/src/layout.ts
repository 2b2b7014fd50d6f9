import type { Engine } from "./engine.ts";
import type { TableNames } from "./table-names.ts";

/** Which tables, in which database. */
export interface Layout {
  readonly engine: Engine;
  readonly tables: TableNames;
  /** The PostgreSQL schema that holds them; undefined: wherever the database puts them. */
  readonly schema: string | undefined;
  readonly withSamples: boolean;
}
