import type { Row } from "./engine.ts";

interface StatementSize {
  /** Most rows. */
  readonly rows: number;
  /** Most parameters. */
  readonly parameters: number;
  /** Most characters of text, roughly; a single row may have more. */
  readonly characters: number;
}

/** Cuts rows into statements that the engine takes. All rows have the same columns. */
export function chunkRows<R extends Row>(
  rows: readonly R[],
  most: StatementSize,
): readonly (readonly [R, ...R[]])[] {
  if (most.rows === 1) return rows.map((row) => [row]);
  const chunks: [R, ...R[]][] = [];
  let characters = 0;
  let parameters = 0;
  for (const row of rows) {
    const values = Object.values(row);
    const length = values.reduce<number>((sum, value) => sum + textLength(value), 0);
    const last = chunks.at(-1);
    const fits =
      (last?.length ?? 0) < most.rows &&
      parameters + values.length <= most.parameters &&
      characters + length <= most.characters;
    if (last !== undefined && fits) {
      last.push(row);
    } else {
      chunks.push([row]);
      characters = 0;
      parameters = 0;
    }
    characters += length;
    parameters += values.length;
  }
  return chunks;
}

function textLength(value: Row[string] | undefined): number {
  return typeof value === "string" ? value.length : 0;
}
