import type { SourceName } from "@musette/core";
import type { Delivery, EventBodies } from "@musette/delivery";
import type { Append, Appended, Journal } from "@musette/journal";
import type { Clock } from "@musette/core";
import type { Metrics } from "./metrics.ts";
import type { PayloadParts } from "./payload-parts.ts";
import type { RequestTrace } from "./request/request-trace.ts";
import { applyUserEvents } from "./terra-api/apply-user-events.ts";

export interface AppendPayloadOptions {
  readonly journal: Journal;
  readonly bodies: Pick<EventBodies, "remember">;
  readonly delivery: Pick<Delivery, "isTaking">;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, "accepted">;
  /** Told of items that were kept raw, for the log. Never given a payload. */
  readonly onQuarantine?: (quarantined: QuarantineNotice) => void;
}

/** Items of one payload that could not be normalized. */
export interface QuarantineNotice {
  readonly source: SourceName;
  readonly developer: string;
  readonly requestId: string | null;
  readonly items: number;
  /** Why, each once. */
  readonly codes: readonly string[];
}

/** A payload that was normalized, with at least one event or item to be kept raw. */
export interface PayloadToAppend {
  readonly source: SourceName;
  readonly developer: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly context: Append["context"];
  readonly parts: PayloadParts;
  /** Of the request that brought it, where it is traced. */
  readonly trace?: RequestTrace | undefined;
}

export interface AppendedPayload {
  /** One for each of the events, in their order. */
  readonly appended: readonly Appended[];
  /** How many of them were not known before. */
  readonly fresh: number;
  /** How many items are kept raw, because their shape is new. */
  readonly quarantined: number;
}

export type AppendPayload = (payload: PayloadToAppend) => Promise<AppendedPayload>;

/**
 * Makes what stores a payload, from whichever door it came.
 *
 * @throws {JournalError} when it could not be stored.
 */
export function createAppendPayload(options: AppendPayloadOptions): AppendPayload {
  const { journal, clock, metrics } = options;

  return async function appendPayload({ source, developer, bytes, context, parts, trace }) {
    const { heads, kept, quarantine } = parts;
    // The journal takes the buffer away.
    const payloadBytes = bytes.byteLength;
    const receivedAtMs = clock.now();
    const entry = { source, developer, receivedAtMs, bytes, context, events: heads, quarantine };
    const appended = await append(journal, entry, trace);
    trace?.stored(appended, quarantine.length);
    await applyUserEvents(journal, developer, kept, appended, clock.now());
    const fresh = appended.reduce((sum, { duplicate }) => sum + (duplicate ? 0 : 1), 0);
    // Kept for nobody they would only be work for the garbage collector: a third of the request's (measured).
    if (options.delivery.isTaking()) {
      for (const [index, event] of kept.entries()) {
        if (appended[index]?.duplicate === false) options.bodies.remember(event, payloadBytes / fresh);
      }
    }
    metrics.accepted(source, fresh, appended.length - fresh, quarantine.length);
    if (quarantine.length > 0) {
      const codes = [...new Set(quarantine.map(({ code }) => code))];
      const requestId = context.requestId ?? null;
      options.onQuarantine?.({ source, developer, requestId, items: quarantine.length, codes });
    }
    return { appended, fresh, quarantined: quarantine.length };
  };
}

async function append(
  journal: Pick<Journal, "append">,
  entry: Append,
  trace: RequestTrace | undefined,
): Promise<readonly Appended[]> {
  using _step = trace?.step("journal append");
  return await journal.append(entry);
}
