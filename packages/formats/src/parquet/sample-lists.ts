import { sampleMetrics } from "@musette/core";
import { measuredColumns } from "./sample-columns.ts";

export type Sample = Readonly<Record<string, unknown>>;

/** One number of the samples of a list. */
export interface SampleField {
  /** Its place in `measuredColumns`. */
  readonly column: number;
  /** Null where the sample does not have it. */
  readonly read: (sample: Sample) => number | null;
}

export interface SampleListPlace {
  readonly path: readonly string[];
  readonly fields: readonly SampleField[];
}

const positionPath: readonly string[] = ["position_data", "position_samples"];

/** Where the lists are in an activity, and what is read from the samples of each. */
export const sampleLists: readonly SampleListPlace[] = [
  ...Map.groupBy(sampleMetrics, ([, path]) => path.join("."))
    .entries()
    .map(([path, metrics]) => ({
      path: path.split("."),
      fields: metrics.map(([metric, , field]) => ({
        column: measuredColumns.indexOf(metric),
        read: (sample: Sample) => finite(sample[field]),
      })),
    })),
  {
    path: positionPath,
    fields: ["latitude_degrees", "longitude_degrees"].map((name, index) => ({
      column: measuredColumns.indexOf(name),
      read: ({ coords_lat_lng_deg: position }: Sample) =>
        Array.isArray(position) ? finite(position[index]) : null,
    })),
  },
];

function finite(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
