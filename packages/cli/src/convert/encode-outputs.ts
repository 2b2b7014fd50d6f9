import { hash } from "node:crypto";
import type { Encoded } from "@musette/core";
import {
  encodeBatch,
  encodeEvent,
  encodeSummaryCsv,
  type BatchFormat,
  type FormatEvent,
} from "@musette/formats";
import type { TargetFormat } from "./target-formats.ts";

/** A file to be written. */
export interface Output extends Encoded {
  readonly fileName: string;
  /** What it holds. */
  readonly events: readonly FormatEvent[];
}

/**
 * Encodes events one after the other: a file each, named after the event, or few files for all, named
 * after all of them. The same events give the same names and bytes.
 */
export async function* encodeOutputs(
  format: TargetFormat,
  events: readonly FormatEvent[],
): AsyncGenerator<Output> {
  if (events.length === 0) return;
  if (format === "csv") {
    const activities = events.filter(({ type }) => type === "activity");
    if (activities.length === 0) return;
    yield batchOutput("activities", encodeSummaryCsv(activities), activities);
  } else if (isBatchFormat(format)) {
    for (const { name, ...encoded } of await encodeBatch(format, events)) {
      yield batchOutput(name, encoded, events);
    }
  } else {
    for (const event of events) {
      const encoded = encodeEvent(format, event);
      const day = event.startTime?.slice(0, 10) ?? "undated";
      yield {
        ...encoded,
        fileName: `${day}_${event.type}_${event.id}.${encoded.extension}`,
        events: [event],
      };
    }
  }
}

function batchOutput(name: string, encoded: Encoded, events: readonly FormatEvent[]): Output {
  const digest = hash("sha256", events.map(({ id }) => id).join("\n"), "hex").slice(0, 16);
  return { ...encoded, fileName: `${name}_${digest}.${encoded.extension}`, events };
}

function isBatchFormat(format: TargetFormat): format is BatchFormat {
  return format === "parquet" || format.startsWith("ndjson");
}
