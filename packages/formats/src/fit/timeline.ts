import { fields, messages } from "./messages.ts";
import type { Source } from "./source.ts";
import type { FitWriter } from "./wire/fit-writer.ts";

const timer = 0;
const start = 0;
const stopAll = 4;

/** The records in the order of time, and between them when the timer was started and stopped. */
export function writeTimeline(writer: FitWriter, source: Source): void {
  const { records, running, startSecond, endSecond } = source;
  const { seconds } = records;
  const columns = [{ field: fields.record.timestamp, values: seconds }, ...records.columns];
  let row = 0;

  function writeRecordsBefore(second: number): void {
    let end = row;
    while (end < seconds.length && (seconds[end] ?? 0) < second) end++;
    if (end > row) writer.rows(messages.record, columns, records.developer, row, end);
    row = end;
  }

  function writeEvent(second: number, type: number): void {
    const { event } = fields;
    writer.write(messages.event, [
      [event.timestamp, second],
      [event.event, timer],
      [event.eventType, type],
    ]);
  }

  let isRunning = false;
  if (!(running.pauses[0] !== undefined && running.pauses[0].from === 0)) {
    writeEvent(startSecond, start);
    isRunning = true;
  }
  for (const { from, to } of running.pauses) {
    const stoppedAt = startSecond + Math.round(from);
    const startedAt = Math.min(endSecond, startSecond + Math.round(to));
    if (isRunning) {
      // What was measured in the second of the stop was measured before it.
      writeRecordsBefore(stoppedAt + 1);
      writeEvent(stoppedAt, stopAll);
      isRunning = false;
    }
    if (startedAt >= endSecond) break;
    writeRecordsBefore(startedAt);
    writeEvent(startedAt, start);
    isRunning = true;
  }
  writeRecordsBefore(Number.POSITIVE_INFINITY);
  if (isRunning) writeEvent(endSecond, stopAll);
}
