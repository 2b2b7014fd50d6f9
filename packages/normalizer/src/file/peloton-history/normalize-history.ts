import {
  eventId,
  IngestError,
  naturalKey,
  type EventAlias,
  type NormalizedEvent,
  type TerraUser,
} from "@musette/core";
import { contentDigest } from "../../content-digest.ts";
import type { ItemProblem, Normalized } from "../../normalize.ts";
import { startAlias } from "../../start-alias.ts";
import { readCsv } from "../csv/read-csv.ts";
import { decodeText } from "../decode-text.ts";
import type { FileUser, WorkoutFile } from "../workout-file.ts";
import { readColumns } from "./columns.ts";
import { historyActivity, historyTimes } from "./history-activity.ts";
import { type HistoryRow, readHistoryRow } from "./history-row.ts";
import { createSummaryIds } from "./summary-ids.ts";

const provider = "PELOTON";
const minuteMs = 60_000;

interface IdentifiedRow {
  readonly item: number;
  readonly row: HistoryRow;
  readonly summaryId: string;
  readonly alias: EventAlias | null;
}

/**
 * Peloton's workout history: every row is an event. Rows that cannot be read become problems that name
 * their line; the others are kept. Items are counted from 0 in the first row after the header.
 *
 * @throws {IngestError} `ingest.malformed` where the header is not that of a workout history.
 */
export function normalizeHistory(file: WorkoutFile, user: FileUser): Normalized {
  const [header, ...rows] = readCsv(decodeText(file));
  const columns = readColumns(header, file.name);
  const place = { fileName: file.name, width: header?.cells.length ?? 0, zone: user.zone };
  const summaryIdOf = createSummaryIds();
  const identified: IdentifiedRow[] = [];
  const problems: ItemProblem[] = [];
  for (const [item, cells] of rows.entries()) {
    try {
      const row = readHistoryRow(cells, columns, place);
      identified.push({ item, row, summaryId: summaryIdOf(row), alias: aliasOf(row, user) });
    } catch (error) {
      if (!IngestError.is(error)) throw error;
      problems.push({ item, error });
    }
  }
  const ambiguous = ambiguousAliases(identified);
  const owner = { user_id: user.userId, provider, reference_id: user.referenceId };
  const events = identified.map((each) =>
    eventOf(each.alias !== null && ambiguous.has(each.alias.key) ? { ...each, alias: null } : each, owner),
  );
  return { events, problems };
}

function aliasOf({ start: { wallMs, offsetMinutes } }: HistoryRow, { userId }: FileUser): EventAlias | null {
  if (offsetMinutes === null) return null;
  const startMs = wallMs - offsetMinutes * minuteMs;
  return startAlias({ userId, provider, startMs, precision: "minute" }, "summary");
}

/** Names that several workouts of the file have: none of them may be taken for a workout of the API. */
function ambiguousAliases(rows: readonly IdentifiedRow[]): ReadonlySet<string> {
  const workouts = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { alias, summaryId } of rows) {
    if (alias === null) continue;
    const other = workouts.get(alias.key);
    if (other !== undefined && other !== summaryId) ambiguous.add(alias.key);
    workouts.set(alias.key, summaryId);
  }
  return ambiguous;
}

/** The content is the row as it was read; the body follows from it when it is asked for. */
function eventOf({ item, row, summaryId, alias }: IdentifiedRow, user: TerraUser): NormalizedEvent {
  const digest = contentDigest(row);
  const key = naturalKey({ type: "activity", userId: user.user_id, provider, summaryId, digest });
  if (key === undefined) throw new Error("a row without an id passed its reader");
  const times = historyTimes(row);
  let body: unknown;
  return {
    id: eventId(key, digest),
    key,
    type: "activity",
    user,
    startTime: times.start_time,
    endTime: times.end_time,
    orderedAtMs: null,
    item,
    ...(alias === null ? {} : { alias }),
    body: () => (body ??= historyActivity(row, summaryId)),
  };
}
