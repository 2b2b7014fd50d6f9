import { createRequire } from "node:module";
import type { IngestError, NormalizedEvent, SourceName } from "@musette/core";
import type * as file from "./file/normalize-file.ts";
import { normalizeIfit } from "./ifit/index.ts";
import { normalizePeloton } from "./peloton/index.ts";
import { normalizeTerra } from "./terra/index.ts";

/** Loaded with the first file: the parsers of FIT and XML are most of this package, 4 MB of heap (measured), and many servers see none. */
const load = createRequire(import.meta.url);

/** Facts from outside the payload. */
export interface NormalizeContext {
  /** The user the payload belongs to; null for `terra`, whose payloads say it themselves. */
  readonly user: { readonly userId: string; readonly referenceId: string | null } | null;
  /** Terra's `X-Terra-Ordering-Timestamp`, Unix milliseconds. */
  readonly orderedAtMs: number | null;
}

/** One item of a payload that did not become an event. */
export interface ItemProblem {
  /** Counted from 0 in the payload's own order. */
  readonly item: number;
  /** `ingest.unidentified`: the sender's fault; `ingest.unrecognised`: ours, to be kept and re-run. */
  readonly error: IngestError;
}

export interface Normalized {
  readonly events: readonly NormalizedEvent[];
  readonly problems: readonly ItemProblem[];
}

/**
 * Turns a parsed payload into events. Pure: no I/O, no clock; the same input gives the same ids.
 *
 * @throws {IngestError} `ingest.malformed` when the payload as a whole is not what the source sends;
 *   `ingest.unidentified` when it does not say whose it is.
 */
export function normalize(source: SourceName, payload: unknown, context: NormalizeContext): Normalized {
  switch (source) {
    case "terra":
      return normalizeTerra(payload, context);
    case "peloton":
      return normalizePeloton(payload, context);
    case "ifit":
      return normalizeIfit(payload, context);
    case "file":
      return (load("./file/normalize-file.ts") as typeof file).normalizeFile(payload, context);
  }
}
