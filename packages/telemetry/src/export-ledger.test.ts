import { ROOT_CONTEXT } from "@opentelemetry/api";
import { ExportResultCode, type ExportResult } from "@opentelemetry/core";
import { SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { expect, it } from "vitest";
import { createExportLedger } from "./export-ledger.ts";

it("keeps no more spans than its limit for a collector that does not answer, and counts each of them once", async () => {
  const reports: ((result: ExportResult) => void)[] = [];
  const lost: (readonly [number, Error | undefined])[] = [];
  const ledger = createExportLedger({
    exporter: {
      export: (_spans, report) => void reports.push(report),
      shutdown: async () => {},
    },
    makeProcessor: (exporter) => new SimpleSpanProcessor({ exporter }),
    maxWaitingSpans: 3,
    notice: { lost: (...args) => void lost.push(args), exported() {} },
  });
  const tracer = new TracerProvider({ spanProcessors: [ledger.processor] }).getTracer("test");
  const make = (count: number) => {
    for (let index = 0; index < count; index++) tracer.startSpan("work", {}, ROOT_CONTEXT).end();
  };

  make(5);
  expect(reports).toHaveLength(3);
  expect(ledger.counts()).toEqual({ exported: 0, failed: 0, dropped: 2 });
  reports[0]?.({ code: ExportResultCode.SUCCESS });
  reports[1]?.({ code: ExportResultCode.FAILED, error: new Error("refused") });
  make(3);
  expect(ledger.counts()).toEqual({ exported: 1, failed: 1, dropped: 3 });
  expect(lost.map(([spans, error]) => [spans, error?.message])).toEqual([
    [1, undefined],
    [1, undefined],
    [1, "refused"],
    [1, undefined],
  ]);
});
