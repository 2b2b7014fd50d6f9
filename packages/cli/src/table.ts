import { printable } from "./printable.ts";

/**
 * Rows as columns for a terminal, under their headings. What comes from
 * elsewhere is shown on one line, and without control characters.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(cellText));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

type Cell = string | number | null;

function cellText(value: Cell): string {
  const text = value === null ? "-" : String(value);
  return printable(text).replaceAll(/\s+/gu, " ");
}
