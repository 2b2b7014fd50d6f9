import type { SpanContext } from "@opentelemetry/api";

/** Which request brought an event, for as long as it is likely to be asked. */
export interface EventOrigins {
  add(seqs: readonly number[], origin: SpanContext): void;
  /** Each once, in the order of the events; those that are forgotten are left out. */
  of(seqs: readonly number[]): readonly SpanContext[];
}

/** A few megabytes at most. An event that waits behind so many others is delivered without a link. */
const maxEvents = 10_000;

export function createEventOrigins(): EventOrigins {
  /** By `seq`, oldest first. */
  const origins = new Map<number, SpanContext>();
  return {
    add(seqs, origin) {
      for (const seq of seqs) origins.set(seq, origin);
      for (const oldest of origins.keys()) {
        if (origins.size <= maxEvents) break;
        origins.delete(oldest);
      }
    },
    of: (seqs) => [...new Set(seqs.flatMap((seq) => origins.get(seq) ?? []))],
  };
}
