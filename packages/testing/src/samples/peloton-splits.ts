import type { PelotonRecording } from "./peloton-recording.ts";

const metersPerUnit = { mi: 1609.344, km: 1000 } as const;

/**
 * `splits_data`: one split for each mile or kilometer. The last is partial: its marker is its own
 * length, and its `seconds` is the pace for a whole unit. Nothing is split on a rower or a floor.
 */
export function splitsOf({ seconds, meters, columns }: PelotonRecording, unit: "mi" | "km") {
  const total = (meters.at(-1) ?? 0) / metersPerUnit[unit];
  if (total === 0 || columns.some(({ metric }) => metric.slug === "split_pace")) return {};
  const splits: object[] = [];
  let fromSecond = 0;
  for (let marker = 1; marker <= total; marker++) {
    const index = meters.findIndex((covered) => covered >= marker * metersPerUnit[unit]);
    const second = seconds[index] ?? fromSecond;
    splits.push(split(splits.length + 1, marker, second - fromSecond));
    fromSecond = second;
  }
  const rest = total - Math.floor(total);
  const pace = Math.round(((seconds.at(-1) ?? 0) - fromSecond) / rest);
  if (rest >= 0.01) splits.push(split(splits.length + 1, Number(rest.toFixed(2)), pace));
  return { distance_marker_display_unit: unit, elevation_change_display_unit: "ft", splits };
}

function split(order: number, distance_marker: number, seconds: number) {
  return {
    distance_marker,
    order,
    seconds,
    elevation_change: null,
    has_floor_segment: false,
    is_best: false,
  };
}
