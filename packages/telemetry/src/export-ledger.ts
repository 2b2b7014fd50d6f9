import type { SpanCounts } from "@musette/server";
import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace";
import type { FailureNotice } from "./failure-notice.ts";

export interface ExportLedgerOptions {
  readonly exporter: SpanExporter;
  /** Makes what hands spans in batches to an exporter. */
  readonly makeProcessor: (exporter: SpanExporter) => SpanProcessor;
  readonly maxWaitingSpans: number;
  readonly notice: FailureNotice;
}

export interface ExportLedger {
  readonly processor: SpanProcessor;
  counts(): SpanCounts;
}

/**
 * Counts what becomes of every span, and keeps those that wait below a limit. The batch processor's own limit
 * leaves out those that are on their way, and says nothing of those it drops.
 */
export function createExportLedger(options: ExportLedgerOptions): ExportLedger {
  const { exporter, makeProcessor, maxWaitingSpans, notice } = options;
  const counts = { exported: 0, failed: 0, dropped: 0 };
  let waiting = 0;

  const inner = makeProcessor({
    export(spans, report) {
      exporter.export(spans, (result) => {
        waiting -= spans.length;
        if (result.code === ExportResultCode.SUCCESS) {
          counts.exported += spans.length;
          notice.exported();
        } else {
          counts.failed += spans.length;
          notice.lost(spans.length, result.error);
        }
        report(result);
      });
    },
    forceFlush: async () => await exporter.forceFlush?.(),
    shutdown: async () => await exporter.shutdown(),
  });

  return {
    processor: {
      onStart: (span, context) => inner.onStart(span, context),
      onEnd(span) {
        if (waiting < maxWaitingSpans) {
          waiting += 1;
          inner.onEnd(span);
          return;
        }
        counts.dropped += 1;
        notice.lost(1, undefined);
      },
      forceFlush: async () => await inner.forceFlush(),
      shutdown: async () => await inner.shutdown(),
    },
    counts: () => ({ ...counts }),
  };
}
