import { type CsvRow, readCsv } from "../csv/read-csv.ts";
import { decodeText } from "../decode-text.ts";
import { fileError } from "../file-error.ts";
import type { WorkoutFile } from "../workout-file.ts";

/** What the console wrote each second, in SI units. */
export interface IfitRow {
  /** Seconds since the start. */
  readonly second: number;
  /** Since the start. */
  readonly distanceMeters: number;
  readonly speedMetersPerSecond: number;
  readonly watts: number;
  /** 0 without contact. */
  readonly bpm: number;
  readonly rpm: number;
  readonly resistanceLevel: number;
  /** The level as a share of the machine's levels. */
  readonly resistancePercentage: number;
  readonly inclinePercentage: number;
}

const metersPerMile = 1609.344;

/** The columns, in lower case, and what one of their unit is in that of the row. */
const columns: Readonly<Record<Exclude<keyof IfitRow, "second">, Readonly<Record<string, number>>>> = {
  distanceMeters: { miles: metersPerMile, kilometers: 1000, km: 1000 },
  speedMetersPerSecond: { mph: metersPerMile / 3600, kph: 1000 / 3600, "km/h": 1000 / 3600 },
  watts: { watts: 1 },
  bpm: { hr: 1 },
  rpm: { rpm: 1 },
  resistanceLevel: { resistance: 1 },
  resistancePercentage: { "relative resistance": 1 },
  inclinePercentage: { incline: 1 },
};

/**
 * Reads iFit's CSV: two lines of preamble, the names of the columns, and a row a second. The file has
 * no date, no title and no id: those are in the TCX file of the same name.
 *
 * @returns at least one row, in the order of their seconds.
 * @throws {IngestError} `ingest.malformed` that names the line.
 */
export function readIfitCsv(file: WorkoutFile): readonly IfitRow[] {
  const rows = readCsv(decodeText(file));
  const headerIndex = rows.findIndex(({ cells }) => cells[0]?.trim().toLowerCase() === "time");
  const header = rows[headerIndex];
  if (header === undefined)
    throw malformed(file, 1, 'No line begins with "Time", as iFit\'s column names do.');
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const read = Object.entries(columns).map(([field, units]) => {
    const index = names.findIndex((name) => Object.hasOwn(units, name));
    const name = names[index];
    if (name === undefined) {
      throw malformed(file, header.line, `There is no column ${Object.keys(units).join(" or ")}.`);
    }
    return { field, name, index, factor: units[name] ?? 1 };
  });
  const data = rows.slice(headerIndex + 1);
  if (data.length === 0) throw malformed(file, header.line, "There are no rows after the column names.");
  const ifitRows = data.map((row) => {
    const values = read.map(({ field, name, index, factor }) => [
      field,
      factor * numberAt(row, index, name, file),
    ]);
    return { second: secondOf(row, file), ...Object.fromEntries(values) } as IfitRow;
  });
  return ifitRows.sort((one, other) => one.second - other.second);
}

/** `mm:ss`, and `h:mm:ss` from an hour on. */
function secondOf({ cells, line }: CsvRow, file: WorkoutFile): number {
  const text = cells[0]?.trim() ?? "";
  if (!/^(?:\d{1,2}:)?\d{1,3}:\d{2}$/.test(text))
    throw malformed(file, line, "Time is not mm:ss or h:mm:ss.");
  return text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
}

function numberAt({ cells, line }: CsvRow, index: number, name: string, file: WorkoutFile): number {
  const text = cells[index]?.trim() ?? "";
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw malformed(file, line, `The column ${name} is not a number.`);
  return Number(text);
}

function malformed(file: WorkoutFile, line: number, problem: string) {
  return fileError("ingest.malformed", file.name, { line }, `${problem} Export the pair again.`);
}
