import { activityRow } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { activityColumns } from "./activity-columns.ts";
import type { Cell } from "./column.ts";
import { createTableWriter } from "./create-table-writer.ts";
import { payloadWithoutSamples } from "./payload-without-samples.ts";

/** The table `activities` as a Parquet file: one row for each of them, in their order. */
export function encodeActivities(activities: readonly FormatEvent[]): Uint8Array {
  const rows = activities.map((activity): Readonly<Record<string, Cell | Date>> => ({
    ...activityRow(activity),
    payload: payloadWithoutSamples(activity.item()),
  }));
  const table = createTableWriter(activityColumns);
  table.write(activityColumns.map(({ name }) => rows.map((row) => toCell(row[name]))));
  return table.finish();
}

function toCell(value: Cell | Date | undefined): Cell {
  return value instanceof Date ? value.getTime() * 1_000 : (value ?? null);
}
