import type { EventAlias } from "@musette/core";

/** Whose workout it is, and when it began as exactly as every source of the provider states it. */
interface Start {
  readonly userId: string;
  readonly provider: string;
  /** Unix milliseconds. */
  readonly startMs: number;
  /** Peloton's history file has minutes; iFit's files have milliseconds. */
  readonly precision: "minute" | "millisecond";
}

/** The name that a workout has by its start alone: equal in every source that states the same start. */
export function startAlias(start: Start, rank: EventAlias["rank"]): EventAlias {
  const iso = new Date(start.startMs).toISOString();
  const time = start.precision === "minute" ? `${iso.slice(0, 16)}Z` : iso;
  const parts = ["start", start.userId, start.provider, time];
  return { key: parts.map((part) => encodeURIComponent(part.toWellFormed())).join(":"), rank };
}
