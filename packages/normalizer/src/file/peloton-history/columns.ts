import type { CsvRow } from "../csv/read-csv.ts";
import { fileError } from "../file-error.ts";

const metersPerMile = 1609.344;

/** A heading before its unit, in lower case, and what one of each unit is in ours. */
interface Heading {
  readonly name: string;
  readonly units?: Readonly<Record<string, number>>;
}

/** The columns that are read. */
const known = {
  timestamp: { name: "workout timestamp" },
  instructor: { name: "instructor name" },
  minutes: { name: "length", units: { minutes: 1 } },
  discipline: { name: "fitness discipline" },
  title: { name: "title" },
  classTimestamp: { name: "class timestamp" },
  workKilojoules: { name: "total output" },
  averageWatts: { name: "avg. watts" },
  averageResistancePercentage: { name: "avg. resistance" },
  averageCadenceRpm: { name: "avg. cadence", units: { rpm: 1 } },
  averageSpeedMetersPerSecond: { name: "avg. speed", units: { mph: metersPerMile / 3600, kph: 1000 / 3600 } },
  distanceMeters: { name: "distance", units: { mi: metersPerMile, miles: metersPerMile, km: 1000 } },
  caloriesKcal: { name: "calories burned" },
  averageBpm: { name: "avg. heartrate" },
  averageInclinePercentage: { name: "avg. incline" },
  averagePaceMinutesPerKilometer: {
    name: "avg. pace",
    units: { "min/mi": 1000 / metersPerMile, "min/mile": 1000 / metersPerMile, "min/km": 1 },
  },
} as const satisfies Record<string, Heading>;

export type ColumnName = keyof typeof known;

export interface Column {
  /** Its place in a row, from 0. */
  readonly index: number;
  /** As the file writes it, for messages. */
  readonly heading: string;
  /** What a value is to be multiplied with. */
  readonly factor: number;
}

/** Those that the file has: an export of another year or machine may have fewer. */
export type Columns = Partial<Readonly<Record<ColumnName, Column>>> & {
  readonly timestamp: Column;
  readonly discipline: Column;
};

/**
 * Reads the first row of a workout history. Names are matched whatever their case, units by their own
 * word; columns that are not known are passed over.
 *
 * @throws {IngestError} `ingest.malformed` where one is missing that every row needs, or has a unit
 *   that is not known.
 */
export function readColumns(header: CsvRow | undefined, fileName: string): Columns {
  const columns: Partial<Record<ColumnName, Column>> = {};
  for (const [index, cell] of (header?.cells ?? []).entries()) {
    const heading = cell.trim();
    const [, name = "", unit = ""] = /^([^(]*?)\s*(?:\(([^)]*)\))?$/.exec(heading.toLowerCase()) ?? [];
    const column = namesOf(known).find((each) => known[each].name === name);
    if (column === undefined) continue;
    if (columns[column] !== undefined) throw malformed(`There are two columns "${heading}".`);
    columns[column] = { index, heading, factor: factorOf(known[column], unit, heading) };
  }
  const { timestamp, discipline } = columns;
  if (timestamp === undefined || discipline === undefined) {
    const missing = timestamp === undefined ? "Workout Timestamp" : "Fitness Discipline";
    throw malformed(`There is no column "${missing}".`);
  }
  return { ...columns, timestamp, discipline };

  function factorOf(column: Heading, unit: string, heading: string): number {
    if (column.units === undefined) return 1;
    const factor = Object.hasOwn(column.units, unit) ? column.units[unit] : undefined;
    if (factor === undefined) {
      throw malformed(
        `The unit of the column "${heading}" is not known; known are ${Object.keys(column.units).join(", ")}.`,
      );
    }
    return factor;
  }

  function malformed(problem: string) {
    const line = header?.line ?? 1;
    return fileError("ingest.malformed", fileName, { line }, `${problem} Export the workout history again.`);
  }
}

function namesOf(columns: typeof known): readonly ColumnName[] {
  return Object.keys(columns) as ColumnName[];
}
