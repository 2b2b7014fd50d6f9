const columns = [
  "Workout Timestamp",
  "Live/On-Demand",
  "Instructor Name",
  "Length (minutes)",
  "Fitness Discipline",
  "Type",
  "Title",
  "Class Timestamp",
  "Total Output",
  "Avg. Watts",
  "Avg. Resistance",
  "Avg. Cadence (RPM)",
  "Avg. Speed (mph)",
  "Distance (mi)",
  "Calories Burned",
  "Avg. Heartrate",
  "Avg. Incline",
  "Avg. Pace (min/mi)",
] as const;

export type HistoryCells = Partial<Record<(typeof columns)[number], string>>;

/** A class on the bike, as the export writes it. */
export const classRow: HistoryCells = {
  "Workout Timestamp": "2020-04-07 16:39 (PST)",
  "Live/On-Demand": "On Demand",
  "Instructor Name": "Ada Rider",
  "Length (minutes)": "20",
  "Fitness Discipline": "Cycling",
  Type: "Beginner",
  Title: "20 min Beginner Ride",
  "Class Timestamp": "2020-03-18 07:21 (PST)",
  "Total Output": "143",
  "Avg. Watts": "119",
  "Avg. Resistance": "41%",
  "Avg. Cadence (RPM)": "79",
  "Avg. Speed (mph)": "16.92",
  "Distance (mi)": "5.63",
  "Calories Burned": "205",
};

/** A history with all its columns; `heading` changes the names of some. */
export function historyOf(
  rows: readonly HistoryCells[],
  heading: (name: string) => string = (name) => name,
): string {
  const lines = [columns.map(heading), ...rows.map((row) => columns.map((name) => quoted(row[name] ?? "")))];
  return lines.map((cells) => `${cells.join(",")}\n`).join("");
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
