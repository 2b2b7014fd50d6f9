import { setImmediate } from "node:timers/promises";
import type { FormatEvent } from "../format-event.ts";
import type { Cell } from "./column.ts";
import { createTableWriter } from "./create-table-writer.ts";
import { mergeSamples } from "./merge-samples.ts";
import { sampleColumns } from "./sample-columns.ts";

/** A row group is written when it has so many rows: nine rides of an hour, in some 50 ms. */
const rowsPerGroup = 32_768;

/**
 * The table `activity_samples` as a Parquet file: the samples of all activities, in their order;
 * undefined where they have none.
 */
export async function encodeSamples(activities: readonly FormatEvent[]): Promise<Uint8Array | undefined> {
  const table = createTableWriter(sampleColumns);
  let parts: (readonly (readonly Cell[])[])[] = [];
  let rows = 0;
  let groups = 0;

  function writeGroup(): void {
    table.write(sampleColumns.map((_, column) => concat(parts.map((part) => part[column] ?? []))));
    parts = [];
    rows = 0;
    groups++;
  }

  for (const activity of activities) {
    const merged = mergeSamples(activity.item(), activity.startTime);
    if (merged.rows === 0) continue;
    const repeated = (value: string) => merged.seconds.map(() => value);
    parts.push([
      repeated(activity.key),
      repeated(activity.id),
      merged.timestampsUtc,
      merged.seconds,
      ...merged.measured,
    ]);
    rows += merged.rows;
    if (rows >= rowsPerGroup) writeGroup();
    // Other work gets its turn.
    await setImmediate();
  }
  if (rows > 0) writeGroup();
  return groups === 0 ? undefined : table.finish();
}

/** Much quicker than `flat`. */
function concat(lists: readonly (readonly Cell[])[]): readonly Cell[] {
  const [first = [], ...others] = lists;
  return first.concat(...others);
}
