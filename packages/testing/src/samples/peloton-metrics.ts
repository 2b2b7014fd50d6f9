/** What a body does in one second. */
export interface Effort {
  /** 0 at rest, 1 all out. */
  readonly level: number;
  /** True while the person stands still. */
  readonly isIdle: boolean;
  /** From -1 to 1. */
  readonly noise: number;
}

/** How a machine reports one metric. */
export interface MetricShape {
  readonly slug: string;
  readonly display_name: string;
  readonly display_unit: string;
  /** Null where the machine reports nothing. */
  valueAt(effort: Effort): number | null;
}

const decimals = (value: number, places: number): number => Number(value.toFixed(places));
const whole = (value: number): number => Math.max(0, Math.round(value));

export const output = (wattsAllOut: number): MetricShape => ({
  slug: "output",
  display_name: "Output",
  display_unit: "watts",
  valueAt: ({ level, isIdle, noise }) => (isIdle ? 0 : whole(level * wattsAllOut + noise * 12)),
});

export const cadence: MetricShape = {
  slug: "cadence",
  display_name: "Cadence",
  display_unit: "rpm",
  valueAt: ({ level, isIdle, noise }) => (isIdle ? 0 : whole(60 + level * 40 + noise * 3)),
};

export const resistance: MetricShape = {
  slug: "resistance",
  display_name: "Resistance",
  display_unit: "%",
  valueAt: ({ level, noise }) => whole(25 + level * 35 + noise),
};

export const speed = (display_unit: "mph" | "kph", allOut: number): MetricShape => ({
  slug: "speed",
  display_name: "Speed",
  display_unit,
  valueAt: ({ level, isIdle, noise }) =>
    isIdle ? 0 : decimals((0.4 + level * 0.6) * allOut + noise * 0.4, 1),
});

/** Decimal minutes for a mile; null while the person stands. */
export const pace = (fastest: number): MetricShape => ({
  slug: "pace",
  display_name: "Pace",
  display_unit: "min/mi",
  valueAt: ({ level, isIdle, noise }) =>
    isIdle ? null : decimals(fastest / (0.4 + level * 0.6) + noise * 0.1, 2),
});

export const incline: MetricShape = {
  slug: "incline",
  display_name: "Incline",
  display_unit: "%",
  valueAt: ({ level }) => Math.round(level * 10) / 2,
};

export const altitude: MetricShape = {
  slug: "altitude",
  display_name: "Elevation",
  display_unit: "ft",
  valueAt: ({ level, noise }) => decimals(430 + level * 60 + noise, 1),
};

export const strokeRate: MetricShape = {
  slug: "stroke_rate",
  display_name: "Stroke Rate",
  display_unit: "spm",
  valueAt: ({ level, isIdle, noise }) => (isIdle ? 0 : whole(18 + level * 12 + noise)),
};

/** Decimal minutes for 500 meters; null while nobody rows. */
export const splitPace: MetricShape = {
  slug: "split_pace",
  display_name: "Split Pace",
  display_unit: "min/500m",
  valueAt: ({ level, isIdle, noise }) => (isIdle ? null : decimals(3.2 - level * 1.2 + noise * 0.03, 2)),
};

export const heartRate: MetricShape = {
  slug: "heart_rate",
  display_name: "Heart Rate",
  display_unit: "bpm",
  valueAt: ({ level, noise }) => whole(95 + level * 75 + noise * 2),
};
