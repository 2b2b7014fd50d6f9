import { mphToMetersPerSecond, statedTotals, type RawFacts } from "./raw-facts.fixture.ts";

/** What columns of iFit's CSV are, and by how much a cell is to be multiplied. */
const columns: Readonly<Record<string, readonly [name: string, factor: number]>> = {
  MPH: ["speed_meters_per_second", mphToMetersPerSecond],
  Watts: ["watts", 1],
  HR: ["hr_bpm", 1],
  RPM: ["cadence_rpm", 1],
  Resistance: ["resistance_level", 1],
  Incline: ["incline_percentage", 1],
};

/** A TCX as iFit exports it, with its CSV where there is one; read with patterns, as its XML is irregular. */
export function ifitFileFacts(tcx: string, csv: string | null): RawFacts {
  const startMs = Date.parse(/<Id>([^<]+)<\/Id>/.exec(tcx)?.[1] ?? "");
  const lap = (name: string) =>
    Number(new RegExp(`<${name}>(?:<Value>)?([\\d.]+)<`).exec(tcx)?.[1] ?? Number.NaN);
  const points = [...tcx.matchAll(/<Trackpoint>(.*?)<\/Trackpoint>/gs)].map(([, point = ""]) => point);
  const ofPoints = (name: string, keeps: (value: number) => boolean = () => true) =>
    new Map(
      points.flatMap((point) => {
        const time = Date.parse(/<Time>([^<]+)</.exec(point)?.[1] ?? "");
        const text = new RegExp(`<${name}[^>]*>\\s*(?:<Value>)?(-?[\\d.]+)<`).exec(point)?.[1];
        return text === undefined || !keeps(Number(text))
          ? []
          : [[Math.round(time / 1000), Number(text)] as const];
      }),
    );
  const fromTcx = new Map([
    ["distance_meters", ofPoints("DistanceMeters")],
    ["calories", ofPoints("Calories")],
    ["elevation_meters", ofPoints("AltitudeMeters")],
  ]);
  const fromCsv = csv === null ? new Map<string, Map<number, number>>() : readCsv(csv, startMs);
  const series =
    csv === null
      ? new Map([["hr_bpm", ofPoints("HeartRateBpm", (value) => value > 0)], ...fromTcx])
      : new Map([...fromCsv, ...fromTcx]);
  const bpms = [...(series.get("hr_bpm")?.values() ?? [])];
  const distances = [...(series.get("distance_meters")?.values() ?? [])];
  return {
    isWhole: true,
    series: new Map([...series].filter(([, values]) => values.size > 0)),
    totals: statedTotals(
      {
        // The lap's is the program's, not the person's.
        distance_meters: distances.at(-1),
        total_burned_calories: lap("Calories"),
        avg_hr_bpm: bpms.reduce((sum, bpm) => sum + bpm, 0) / bpms.length,
        max_hr_bpm: lap("MaximumHeartRateBpm"),
      },
      (value) => value > 0,
    ),
  };
}

function readCsv(csv: string, startMs: number): Map<string, Map<number, number>> {
  const [, , head = "", ...rows] = csv.split(/\r?\n/);
  const names = head.split(",");
  const series = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const cells = row.split(",");
    const clock = (cells[0] ?? "").split(":").map(Number);
    if (clock.length < 2) continue;
    const second = clock.reduce((sum, part) => sum * 60 + part, 0);
    for (const [index, column] of names.entries()) {
      const [name, factor] = columns[column] ?? [];
      const value = Number(cells[index]);
      if (name === undefined || factor === undefined || (name === "hr_bpm" && value === 0)) continue;
      const values = series.get(name) ?? new Map<number, number>();
      series.set(name, values.set(Math.round((startMs + second * 1000) / 1000), value * factor));
    }
  }
  // A machine without the sensor writes 0 throughout.
  const isMeasured = (name: string, values: ReadonlyMap<number, number>) =>
    !["cadence_rpm", "resistance_level"].includes(name) || [...values.values()].some((value) => value !== 0);
  return new Map([...series].filter(([name, values]) => isMeasured(name, values)));
}
