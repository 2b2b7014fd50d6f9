import type { ColumnKind, Engine, Session } from "../engine.ts";
import type { TableNames } from "../table-names.ts";

/** One change of the tables. It is never edited after its release; a later change is a later step. */
export interface Step {
  /** Sorts behind the steps before it. */
  readonly name: string;
  /** True for a step that only some configurations need. */
  readonly onlyWithSamples?: true;
  apply(place: StepPlace): Promise<void>;
}

export interface StepPlace {
  readonly engine: Engine;
  readonly session: Session;
  readonly tables: TableNames;
  readonly types: Readonly<Record<ColumnKind, string>>;
}
