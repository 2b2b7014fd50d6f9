import { activityRow, type Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { csvCell } from "./csv-cell.ts";

const byteOrderMark = "\uFEFF";
const lineEnd = "\r\n";

/** Has every column, so that a file without activities has a header too. */
const noActivity: FormatEvent = {
  id: "",
  key: "",
  revision: 0,
  type: "activity",
  user: { user_id: "", provider: "" },
  startTime: null,
  endTime: null,
  receivedAtMs: 0,
  item: () => null,
  json: () => "null",
};

/**
 * Activities as a table for spreadsheets: one row an activity, in the order given, under the names of
 * the columns of `terra_activities`. Events of other types are left out. CSV as RFC 4180 has it, in
 * UTF-8 with a byte order mark, without which Excel takes it for another encoding. Texts that a
 * spreadsheet would run as formulas are made harmless: see `csvCell`.
 */
export function encodeSummaryCsv(events: readonly FormatEvent[]): Encoded {
  const activities = events.filter(({ type }) => type === "activity");
  const rows = activities.map((event) => Object.values(activityRow(event)).map(csvCell));
  const lines = [Object.keys(activityRow(noActivity)), ...rows].map((cells) => cells.join(","));
  return {
    bytes: Buffer.from(byteOrderMark + lines.map((line) => line + lineEnd).join("")),
    contentType: "text/csv; charset=utf-8; header=present",
    extension: "csv",
  };
}
