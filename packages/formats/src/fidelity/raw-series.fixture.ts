/** The values of each metric in a payload of Peloton's, in their order and in the model's units. */
export type RawSeries = ReadonlyMap<string, readonly number[]>;

interface RawMetric {
  readonly slug: string;
  readonly display_unit?: string;
  readonly values: readonly (number | null)[];
}

const metersPerSecond: Readonly<Record<string, number>> = { mph: 0.44704, kph: 1 / 3.6, "km/h": 1 / 3.6 };
const names: Readonly<Record<string, string>> = {
  output: "watts",
  heart_rate: "hr_bpm",
  cadence: "cadence_rpm",
  resistance: "resistance_percentage",
  incline: "incline_percentage",
  speed: "speed_meters_per_second",
};

/** Read apart from the normalizer; null where the payload has no graph. */
export function rawSeries(payload: unknown): RawSeries | null {
  const metrics = findMetrics(payload);
  if (metrics === null) return null;
  return new Map(
    metrics.flatMap(
      ({ slug, display_unit = "", values }): readonly (readonly [string, readonly number[]])[] => {
        const name = names[slug];
        const factor = slug === "speed" ? metersPerSecond[display_unit] : 1;
        if (name === undefined || factor === undefined) return [];
        // Without contact to the skin a heart rate reads 0.
        const known = values.filter((value) => value !== null && (slug !== "heart_rate" || value > 0));
        return known.length === 0 ? [] : [[name, known.map((value) => Number(value) * factor)]];
      },
    ),
  );
}

function findMetrics(payload: unknown): readonly RawMetric[] | null {
  if (typeof payload !== "object" || payload === null) return null;
  const own = payload as { readonly metrics?: unknown; readonly seconds_since_pedaling_start?: unknown };
  if (Array.isArray(own.metrics) && own.seconds_since_pedaling_start !== undefined) {
    return own.metrics as readonly RawMetric[];
  }
  for (const member of Array.isArray(payload) ? [] : Object.values(payload)) {
    const found = findMetrics(member);
    if (found !== null) return found;
  }
  return null;
}
