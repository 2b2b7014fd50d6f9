import type { EventHead, SourceName } from "@musette/core";

/** One request's payload and what was made of it. Stored in one commit, or not at all. */
export interface Append {
  readonly source: SourceName;
  /** The `dev_id` that sent it. */
  readonly developer: string;
  readonly receivedAtMs: number;
  /** The payload byte for byte. Ownership passes to the journal: the buffer is transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a normaliser needs to make the same events from the same bytes again. */
  readonly context: PayloadContext;
  readonly events: readonly EventHead[];
  /** Items that could not be normalised; the payload is kept for them. */
  readonly quarantine: readonly NewQuarantine[];
}

/** The facts from outside the payload that its events depend on. Stored beside the bytes as JSON. */
export interface PayloadContext {
  readonly userId: string | null;
  readonly referenceId: string | null;
  /** Terra's ordering timestamp, Unix milliseconds. */
  readonly orderedAtMs: number | null;
  /** The request that brought it. No normaliser needs it, but whoever looks for what became of a request. */
  readonly requestId?: string;
}

export interface NewQuarantine {
  readonly item: number;
  readonly code: string;
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly message: string;
}

/** What became of one event of an append, in the order given. */
export interface Appended {
  readonly id: string;
  readonly seq: number;
  readonly revision: number;
  /** The same content of the same item is stored already; `seq` and `revision` are that one's. */
  readonly duplicate: boolean;
}

export interface Quarantined extends NewQuarantine {
  readonly id: number;
  readonly payloadId: number;
  readonly source: SourceName;
  readonly developer: string;
  readonly receivedAtMs: number;
}
