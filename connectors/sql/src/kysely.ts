import { createRequire } from "node:module";
import type * as Module from "kysely";
import type { Tables } from "./engine.ts";

const load = createRequire(import.meta.url);

/** Kysely, loaded with the first statement: it has 250 modules, for which a start would wait. */
export const kysely = (): typeof Module => load("kysely") as typeof Module;

/** Builds statements in this grammar; it cannot run them. */
export function createBuilder(grammar: "Sqlite" | "Postgres" | "Mysql"): () => Module.Kysely<Tables> {
  let builder: Module.Kysely<Tables> | undefined;
  return () => (builder ??= make());

  function make(): Module.Kysely<Tables> {
    const all = kysely();
    return new all.Kysely<Tables>({
      dialect: {
        createAdapter: () => new all[`${grammar}Adapter`](),
        createDriver: () => new all.DummyDriver(),
        createIntrospector: (db) => new all[`${grammar}Introspector`](db),
        createQueryCompiler: () => new all[`${grammar}QueryCompiler`](),
      },
    });
  }
}
