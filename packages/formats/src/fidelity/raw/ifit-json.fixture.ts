import { statedTotals, type RawFacts } from "./raw-facts.fixture.ts";

type Loose = Readonly<Record<string, unknown>>;

const seriesNames: Readonly<Record<string, string>> = {
  mps: "speed_meters_per_second",
  bpm: "hr_bpm",
  incline: "incline_percentage",
  meters: "distance_meters",
  watts: "watts",
  calories: "calories",
  resistance: "resistance_level",
  rpm: "cadence_rpm",
  spm: "stroke_rate_strokes_per_minute",
  five_hundred_split: "split_pace_seconds_per_500_meters",
};

/** No contact to the skin, and nobody who pulls. */
const zeroIsNone: ReadonlySet<string> = new Set(["bpm", "five_hundred_split"]);

/** The logs of an iFit payload, of the API or the web page; null where it is neither. */
export function ifitJsonFacts(payload: unknown): readonly RawFacts[] | null {
  const logs = (Array.isArray(payload) ? payload : [payload]) as readonly Loose[];
  const read = logs.map((log) => factsOf(log));
  return read.includes(null) ? null : read.filter((one) => one !== null);
}

function factsOf(payload: Loose): RawFacts | null {
  const log = (payload["log"] ?? payload) as Loose;
  const summary = log["summary"] as Loose | undefined;
  if (summary === undefined) return null;
  const isWeb = "totalMeters" in summary;
  const total = (api: string, web: string) => summary[isWeb ? web : api];
  return {
    isWhole: false,
    totals: statedTotals(
      {
        distance_meters: total("total_meters", "totalMeters"),
        total_burned_calories: total("total_calories", "totalCalories"),
        avg_hr_bpm: total("average_bpm", "averageBPM"),
        max_hr_bpm: total("max_bpm", "maxBPM"),
        avg_watts: total("average_watts", "averageWatts"),
        max_watts: total("max_watts", "maxWatts"),
      },
      // The API says 0 for what was not measured.
      (value) => value > 0,
    ),
    series: seriesOf(log),
  };
}

function seriesOf(log: Loose): RawFacts["series"] {
  const startMs = Number(log["start"]);
  const stats = (log["stats"] ?? {}) as Readonly<
    Record<string, readonly { readonly value: number; readonly offset: number }[]>
  >;
  return new Map(
    Object.entries(stats).flatMap(([stat, points]) => {
      const name = seriesNames[stat];
      const known = points.filter(({ value }) => value > 0 || !zeroIsNone.has(stat));
      if (name === undefined || known.length === 0) return [];
      const values = known.map(
        ({ value, offset }) => [Math.round((startMs + offset) / 1000), value] as const,
      );
      return [[name, new Map(values)] as const];
    }),
  );
}
