import Papa from "papaparse";

/** One record of a CSV file. */
export interface CsvRow {
  /** The line that it begins on, from 1. A quoted cell may go on over several lines. */
  readonly line: number;
  readonly cells: readonly string[];
  /** False where its quotes are not as RFC 4180 has them, so that its cells may be anything. */
  readonly isWellQuoted: boolean;
}

const lineFeed = 10;

/**
 * Reads CSV (RFC 4180) whose first line tells whether cells are separated by commas or, as spreadsheets
 * of some countries save it, by semicolons or tabs. Empty lines are left out.
 *
 * @param text with line feeds as line ends.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const firstLine = text.split("\n", 1)[0] ?? "";
  const delimiter = [",", ";", "\t"].find((mark) => firstLine.includes(mark)) ?? ",";
  const rows: CsvRow[] = [];
  let line = 1;
  let read = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    step: ({ data: cells, errors, meta: { cursor } }) => {
      if (cells.some((cell) => cell.trim() !== "")) {
        rows.push({ line, cells, isWellQuoted: errors.length === 0 });
      }
      for (; read < cursor; read++) if (text.charCodeAt(read) === lineFeed) line++;
    },
  });
  return rows;
}
