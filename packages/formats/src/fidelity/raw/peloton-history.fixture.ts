import Papa from "papaparse";
import { milesToMeters, mphToMetersPerSecond, statedTotals, type RawFacts } from "./raw-facts.fixture.ts";

/** The rows of Peloton's workout history, in its order; null where a text is none in miles. */
export function pelotonHistoryFacts(text: string): readonly RawFacts[] | null {
  if (!text.includes("Workout Timestamp") || !text.includes("Distance (mi)")) return null;
  const { data } = Papa.parse<Readonly<Record<string, string>>>(text, { header: true, skipEmptyLines: true });
  return data.map((row) => {
    const cell = (name: string) => ((row[name] ?? "") === "" ? Number.NaN : Number(row[name]));
    return {
      isWhole: true,
      series: new Map(),
      totals: statedTotals({
        work_kilojoules: cell("Total Output"),
        avg_watts: cell("Avg. Watts"),
        avg_cadence_rpm: cell("Avg. Cadence (RPM)"),
        avg_speed_meters_per_second: cell("Avg. Speed (mph)") * mphToMetersPerSecond,
        distance_meters: cell("Distance (mi)") * milesToMeters,
        total_burned_calories: cell("Calories Burned"),
        avg_hr_bpm: cell("Avg. Heartrate"),
      }),
    };
  });
}
