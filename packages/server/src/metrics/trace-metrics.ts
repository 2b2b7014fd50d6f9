import type { SpanCounts } from "../request/request-trace.ts";
import type { MakeMetrics } from "./make-metrics.ts";

/** What becomes of spans, where traces are configured; counted by whoever sends them. */
export function createTraceMetrics(make: MakeMetrics): {
  /** Asked when metrics are read. */
  readonly watchSpans: (read: () => SpanCounts) => void;
  readonly collect: () => void;
} {
  const spans = make.counter(
    "musette_trace_spans_total",
    "Spans by outcome: exported, failed (the collector did not take them) or dropped (no room for them)",
    ["outcome"],
  );
  let readCounts: (() => SpanCounts) | undefined;
  return {
    watchSpans: (read) => void (readCounts = read),
    collect() {
      if (readCounts === undefined) return;
      spans.reset();
      for (const [outcome, count] of Object.entries(readCounts())) spans.inc({ outcome }, count);
    },
  };
}
