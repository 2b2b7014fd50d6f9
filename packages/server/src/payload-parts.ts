import type { EventHead, NormalizedEvent } from "@musette/core";
import type { NewQuarantine } from "@musette/journal";
import type { Normalized } from "@musette/normalizer";
import { headOf } from "./head-of.ts";

/** What is stored of a payload beside its bytes. */
export interface PayloadParts {
  readonly heads: readonly EventHead[];
  /** The events themselves, in the same order, or none where nobody will ask for them soon. */
  readonly kept: readonly NormalizedEvent[];
  readonly quarantine: readonly NewQuarantine[];
}

/**
 * Takes a normalized payload apart. Where the events are not kept, nothing of what was parsed is held
 * while the commit is awaited: with many requests at once that is most of the memory in use.
 */
export function payloadParts({ events, problems }: Normalized, isKept: boolean): PayloadParts {
  return {
    heads: events.map(headOf),
    kept: isKept ? events : [],
    quarantine: problems
      .filter(({ error }) => error.code === "ingest.unrecognised")
      .map(({ item, error: { code, pointer, message } }) => ({ item, code, pointer, message })),
  };
}
