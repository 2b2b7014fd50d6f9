import type { SourceName } from "@musette/core";
import type { Appended } from "@musette/journal";

/** Follows ingest requests, where traces are configured. Never throws, never waits. */
export interface IngestTracing {
  begin(request: TracedRequest): RequestTrace;
}

export interface TracedRequest {
  /** Null: one that is not ours. */
  readonly source: SourceName | null;
  readonly requestId: string;
  /** As announced, before decompression; null: not said. */
  readonly bodyBytes: number | null;
  /** The header `traceparent` as it came (W3C Trace Context). */
  readonly traceParent: string | undefined;
  /** The header `tracestate`, likewise. */
  readonly traceState: string | undefined;
}

export interface RequestTrace {
  /** Something begins that the request waits for; it ends when it is disposed. */
  step(name: "normalize" | "journal append"): Disposable;
  /** A payload of it is on disk. May be called for several. */
  stored(appended: readonly Appended[], quarantined: number): void;
  /** It is answered. */
  end(status: number): void;
}

/** What became of the spans that were made since the start. */
export interface SpanCounts {
  readonly exported: number;
  /** Not taken by the collector. */
  readonly failed: number;
  /** There was no room to keep them for it. */
  readonly dropped: number;
}
