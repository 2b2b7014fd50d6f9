import type { DeliveryObserver } from "@musette/delivery";
import type { IngestTracing, SpanCounts } from "@musette/server";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { createEventOrigins } from "./event-origins.ts";
import { createExportLedger } from "./export-ledger.ts";
import { createFailureNotice, type FailureNoticeOptions } from "./failure-notice.ts";
import { describeService } from "./describe-service.ts";
import { createSampler } from "./sampler.ts";
import { createDeliveryTracing } from "./trace-delivery.ts";
import { createIngestTracing } from "./trace-ingest.ts";

export interface TracingOptions extends FailureNoticeOptions {
  /** Where spans are posted: the collector's URL, `/v1/traces` included. */
  readonly url: string;
  /** Sent with every post. They hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Share of the traces that begin here and are sent, from 0 to 1. */
  readonly sampleRatio: number;
  readonly serviceName: string;
  readonly serviceVersion: string;
}

/** OpenTelemetry traces of what comes in and what goes out. */
export interface Tracing {
  readonly ingest: IngestTracing;
  /** Told of `writing` and `wrote`. */
  readonly delivery: Pick<Required<DeliveryObserver>, "writing" | "wrote">;
  /** What became of spans since the start. */
  counts(): SpanCounts;
  /** Sends what is waiting, for so long at most; the rest is lost. Never rejects. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

/** Spans that wait for the collector, those on their way to it included: a few megabytes. More are dropped. */
const maxWaitingSpans = 4_096;
const spansAtOnce = 512;
/** How long spans wait for company. */
const waitMs = 1_000;
/** Of one post, its repeats included. A collector that is gone is not waited for longer at a stop. */
const exportTimeoutMs = 5_000;

/**
 * Traces to a collector by OTLP over HTTP, in protobuf. Nobody ever waits for it: spans are posted in batches
 * besides, at most one at a time, and are dropped where the collector does not keep up.
 */
export function openTracing(options: TracingOptions): Tracing {
  const { url, headers, sampleRatio } = options;
  const ledger = createExportLedger({
    exporter: new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: exportTimeoutMs }),
    makeProcessor: (exporter) =>
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: maxWaitingSpans,
        maxExportBatchSize: spansAtOnce,
        scheduledDelayMillis: waitMs,
        exportTimeoutMillis: 2 * exportTimeoutMs,
      }),
    maxWaitingSpans,
    notice: createFailureNotice(options),
  });
  const provider = new TracerProvider({
    resource: describeService(options),
    sampler: createSampler(sampleRatio),
    spanProcessors: [ledger.processor],
    spanLimits: { attributeValueLengthLimit: 256 },
  });
  const tracer = provider.getTracer("musette", options.serviceVersion);
  const origins = createEventOrigins();

  return {
    ingest: createIngestTracing(tracer, origins),
    delivery: createDeliveryTracing(tracer, origins),
    counts: () => ledger.counts(),
    async close({ timeoutMs }) {
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, timeoutMs);
      // What fails is counted and told by the ledger.
      await Promise.race([provider.shutdown().catch(() => {}), limit.promise]);
      clearTimeout(timer);
    },
  };
}
