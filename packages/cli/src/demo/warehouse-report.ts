import { DatabaseSync } from "node:sqlite";

const query = `
  SELECT start_time, provider, name, distance_meters, work_kilojoules, avg_watts, avg_hr_bpm, total_burned_calories
  FROM terra_activities ORDER BY start_time_utc`;

interface ActivityRow {
  readonly start_time: string;
  readonly provider: string;
  readonly name: string | null;
  readonly distance_meters: number | null;
  readonly work_kilojoules: number | null;
  readonly avg_watts: number | null;
  readonly avg_hr_bpm: number | null;
  readonly total_burned_calories: number | null;
}

/** The activities of an SQLite warehouse as a table and a plot of each day's calories, for a terminal. */
export function readWarehouse(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare(query).all() as unknown as readonly ActivityRow[];
    return `\n  Read back with SQL from the warehouse (${rows.length} activities):\n\n${table(rows)}\n\n${plot(rows)}\n\n  The query:${query.replaceAll("\n", "\n  ")}\n\n`;
  } finally {
    database.close();
  }
}

function table(rows: readonly ActivityRow[]): string {
  const header = ["start", "provider", "name", "km", "kJ", "W", "bpm", "kcal"];
  const cells = rows.map((row) => [
    row.start_time.slice(0, 16).replace("T", " "),
    row.provider,
    row.name ?? "",
    format(row.distance_meters, 1000, 2),
    format(row.work_kilojoules),
    format(row.avg_watts),
    format(row.avg_hr_bpm),
    format(row.total_burned_calories),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const firstNumber = 3;
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => (column < firstNumber ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ")}`;
  return [line(header), line(widths.map((width) => "─".repeat(width))), ...cells.map(line)].join("\n");
}

/** An empty cell is a value that the vendor did not report. */
function format(value: number | null, divisor = 1, digits = 0): string {
  return value === null ? "" : (value / divisor).toFixed(digits);
}

function plot(rows: readonly ActivityRow[]): string {
  const byDay = Map.groupBy(rows, (row) => row.start_time.slice(0, 10));
  const days = [...byDay].map(([day, activities]) => ({
    day,
    calories: activities.reduce((sum, row) => sum + (row.total_burned_calories ?? 0), 0),
  }));
  const most = Math.max(1, ...days.map(({ calories }) => calories));
  const bars = days.map(
    ({ day, calories }) =>
      `  ${day}  ${"▇".repeat(Math.round((calories / most) * 40))} ${calories.toFixed(0)}`,
  );
  return ["  kcal a day", ...bars].join("\n");
}
