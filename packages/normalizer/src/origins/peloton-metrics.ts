import type { OriginRule } from "./origin.ts";

/** A metric's list of samples: item by item where none was left out, else the list as a whole. */
export function samples(path: string, field: string, metric: string, conversion = ""): readonly OriginRule[] {
  const values = `graph:/metrics/${metric}/values`;
  return [
    [path, [values], conversion || "a sample for each value that is there"],
    [`${path}/*/${field}`, [`${values}/*`], conversion],
    [`${path}/*/timer_duration_seconds`, ["graph:/seconds_since_pedaling_start/*"], ""],
    [
      `${path}/*/timestamp`,
      ["workout:/start_time", "graph:/seconds_since_pedaling_start/*"],
      "start and seconds since it added, Unix seconds to ISO 8601 in the workout's own offset",
    ],
  ];
}

export const mean =
  "the mean of its samples; Peloton's own average where there are none, or not one for every second";
export const largest =
  "the largest of its samples; Peloton's own where there are none, or not one for every second";

/** A figure that is made of the samples of a metric, or that Peloton states beside them. */
export function figure(path: string, slug: string, conversion: string): OriginRule {
  return [path, [`graph:/metrics/[${slug}]`], conversion];
}
