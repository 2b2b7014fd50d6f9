import type { Session } from "./engine.ts";
import { classify } from "./errors.ts";
import { kysely } from "./kysely.ts";
import type { Layout } from "./layout.ts";
import { inTransaction } from "./session.ts";
import { payloads } from "./steps/01-payloads.ts";
import { activities } from "./steps/02-activities.ts";
import { samples } from "./steps/03-samples.ts";
import { createTable } from "./steps/create-table.ts";
import type { Step } from "./steps/step.ts";

const steps: readonly Step[] = [payloads, activities, samples];

/** Makes the tables, or brings them up to date. Several processes may do it at once. */
export async function migrate(session: Session, layout: Layout): Promise<void> {
  if ((await missingSteps(session, layout)).length === 0) return;
  await inTransaction(layout.engine, session, async () => await applySteps(session, layout));
}

/** Runs the steps that are missing, within the transaction of the caller. */
export async function applySteps(session: Session, layout: Layout): Promise<void> {
  const { engine, tables, schema } = layout;
  await engine.lock(session, tables.musette_migrations);
  try {
    if (schema !== undefined) await createSchema(session, layout, schema);
    const types = await engine.columnTypes(session);
    const place = { engine, session, tables, types };
    await createTable(place, {
      name: tables.musette_migrations,
      columns: { step: "label", applied_at: "time" },
      key: ["step"],
    });
    for (const step of await stepsNotIn(session, layout)) {
      await step.apply(place);
      const note = { step: step.name, applied_at: new Date() };
      await session.run(engine.builder.insertInto(tables.musette_migrations).values(note).compile());
    }
  } finally {
    await engine.unlock(session, tables.musette_migrations);
  }
}

/** Like `stepsNotIn`, but all of them where there are no tables yet. Not for use in a transaction. */
export async function missingSteps(session: Session, layout: Layout): Promise<readonly Step[]> {
  try {
    return await stepsNotIn(session, layout);
  } catch (error) {
    if (classify(error).code === "not_found") return wantedSteps(layout);
    throw error;
  }
}

async function stepsNotIn(session: Session, layout: Layout): Promise<readonly Step[]> {
  const query = layout.engine.builder.selectFrom(layout.tables.musette_migrations).select("step");
  const rows = await session.run(query.compile());
  const applied = new Set(rows.map((row) => row["step"]));
  return wantedSteps(layout).filter((step) => !applied.has(step.name));
}

function wantedSteps({ withSamples }: Layout): readonly Step[] {
  return steps.filter((step) => withSamples || step.onlyWithSamples !== true);
}

/** `if not exists` would ask for the right to create schemas even where the schema is there. */
async function createSchema(session: Session, { engine }: Layout, schema: string): Promise<void> {
  const { sql } = kysely();
  const found = await session.run(
    sql`select 1 from pg_namespace where nspname = ${schema}`.compile(engine.builder),
  );
  if (found.length === 0) await session.run(sql`create schema ${sql.id(schema)}`.compile(engine.builder));
}
