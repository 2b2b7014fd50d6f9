import type { IngestCode, IngestError } from "@musette/core";
import type { CsvRow } from "../csv/read-csv.ts";
import { fileError } from "../file-error.ts";
import type { ColumnName, Columns } from "./columns.ts";
import { type HistoryTime, readHistoryTime } from "./history-time.ts";

/** One workout of the history, in SI units. Null where its cell is empty. */
export interface HistoryRow {
  readonly start: HistoryTime;
  /** As the file writes it: `Cycling`, `Bike Bootcamp`. */
  readonly discipline: string;
  readonly title: string | null;
  readonly instructor: string | null;
  readonly classTime: HistoryTime | null;
  /** Of the class, where there was one, not of what the rider did of it. */
  readonly minutes: number | null;
  readonly workKilojoules: number | null;
  readonly averageWatts: number | null;
  readonly averageResistancePercentage: number | null;
  readonly averageCadenceRpm: number | null;
  readonly averageSpeedMetersPerSecond: number | null;
  readonly distanceMeters: number | null;
  readonly caloriesKcal: number | null;
  readonly averageBpm: number | null;
  readonly averageInclinePercentage: number | null;
  readonly averagePaceMinutesPerKilometer: number | null;
}

const decimal = /^-?\d+(?:\.\d+)?$/;
const minutesAndSeconds = /^(\d{1,3}):([0-5]\d)$/;
/** No workout is longer. */
const mostMinutes = 10_000;

/**
 * @param width cells of the first row.
 * @throws {IngestError} that names the line and the column: `ingest.unidentified` for a row without a
 *   start or a discipline, `ingest.unrecognised` for a value that is not what its column had so far.
 */
export function readHistoryRow(
  row: CsvRow,
  columns: Columns,
  {
    fileName,
    width,
    zone,
  }: { readonly fileName: string; readonly width: number; readonly zone: string | null },
): HistoryRow {
  if (!row.isWellQuoted) {
    throw problem("ingest.unidentified", "A quotation mark in this row is not closed, or not doubled.");
  }
  if (row.cells.length !== width) {
    throw problem("ingest.unidentified", `This row has ${row.cells.length} cells, the first has ${width}.`);
  }
  const startText = text("timestamp") ?? "";
  const start = readHistoryTime(startText, zone);
  if (start === null) {
    throw problem(
      "ingest.unidentified",
      `"${columns.timestamp.heading}" is not like 2020-04-07 16:39 (PST).`,
    );
  }
  const discipline = text("discipline");
  if (discipline === null) throw problem("ingest.unidentified", `"${columns.discipline.heading}" is empty.`);
  const minutes = nonZero(number("minutes"));
  const classText = text("classTimestamp");
  return {
    start,
    discipline,
    title: text("title"),
    instructor: text("instructor"),
    classTime: classText === null ? null : readHistoryTime(classText, zone),
    minutes: minutes !== null && minutes > 0 && minutes < mostMinutes ? minutes : null,
    workKilojoules: number("workKilojoules"),
    averageWatts: number("averageWatts"),
    averageResistancePercentage: number("averageResistancePercentage"),
    averageCadenceRpm: number("averageCadenceRpm"),
    averageSpeedMetersPerSecond: number("averageSpeedMetersPerSecond"),
    distanceMeters: number("distanceMeters"),
    caloriesKcal: number("caloriesKcal"),
    averageBpm: nonZero(number("averageBpm")),
    averageInclinePercentage: number("averageInclinePercentage"),
    averagePaceMinutesPerKilometer: nonZero(number("averagePaceMinutesPerKilometer")),
  };

  function text(name: ColumnName): string | null {
    const column = columns[name];
    const cell = column === undefined ? "" : (row.cells[column.index]?.trim() ?? "");
    return cell === "" || cell === "None" ? null : cell;
  }

  function number(name: ColumnName): number | null {
    const cell = text(name);
    const column = columns[name];
    if (cell === null || column === undefined) return null;
    const value = readNumber(cell);
    if (value === null) throw problem("ingest.unrecognised", `"${column.heading}" is not a number.`);
    return value * column.factor;
  }

  function problem(code: IngestCode, words: string): IngestError {
    return fileError(code, fileName, { line: row.line }, words);
  }
}

/** `143`, `16.92`, `41%`, and a pace as `9:30`. */
function readNumber(cell: string): number | null {
  const [, minutes, seconds] = minutesAndSeconds.exec(cell) ?? [];
  if (minutes !== undefined) return Number(minutes) + Number(seconds) / 60;
  const digits = cell.replace(/\s*%$/, "");
  return decimal.test(digits) && digits.length < 16 ? Number(digits) : null;
}

function nonZero(value: number | null): number | null {
  return value === 0 ? null : value;
}
