import type { Category, Measure } from "./measure.ts";

/** Field, words, unit, codes: a row of a table, without what the rows of a table share. */
export type MeasureRow = readonly [
  field: string,
  text: string,
  unit: string | null,
  codes?: {
    readonly loinc?: string | readonly string[];
    readonly pghd?: string | undefined;
    readonly category?: Category;
    readonly of?: string;
  },
];

/** Measures from a table, whose fields stand under `path` in the model. */
export function measureTable(
  path: string,
  category: Category,
  rows: readonly MeasureRow[],
): readonly (Measure & { readonly of?: string })[] {
  return rows.map(([field, text, unit, { loinc, pghd, of, ...codes } = {}]) => ({
    field: path === "" ? field : `${path}.${field}`,
    text,
    unit,
    category: codes.category ?? category,
    ...(loinc !== undefined && { loinc: typeof loinc === "string" ? [loinc] : loinc }),
    ...(pghd !== undefined && { pghd }),
    ...(of !== undefined && { of }),
  }));
}
