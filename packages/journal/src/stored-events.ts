import type { EventHead, SourceName } from "@musette/core";
import type { PayloadContext } from "./appends.ts";

/**
 * An event in the log. Its `id` is that of its content: where the source says that an item went back
 * to what it was before, the same id has a second `seq`, with a newer revision.
 */
export interface StoredEvent extends EventHead {
  readonly seq: number;
  /** Greater is newer among events of one key. At least `orderedAtMs` or the time of arrival. */
  readonly revision: number;
  /**
   * True when a newer revision of its key was already stored when it arrived (the source said so by
   * `orderedAtMs`). It is history and is not delivered.
   */
  readonly superseded: boolean;
  readonly receivedAtMs: number;
  readonly developer: string;
  readonly source: SourceName;
  readonly payloadId: number;
}

export interface Payload {
  readonly id: number;
  readonly source: SourceName;
  readonly developer: string;
  readonly receivedAtMs: number;
  readonly context: PayloadContext;
  /** Byte for byte as received. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ReadRange {
  readonly after: number;
  /** Inclusive; the newest when left out. */
  readonly through?: number;
  readonly limit: number;
}

export interface HistoryQuery {
  readonly developer: string;
  readonly userId: string;
  readonly type: string;
  /**
   * Unix milliseconds of the item's start, inclusive and exclusive. An item without a start counts
   * as starting when it arrived; a start without an offset is read as UTC.
   */
  readonly fromMs: number;
  readonly toMs: number;
  /** Goes on behind this one: `startMs` and `seq` as an earlier page's last item had them. */
  readonly after?: { readonly startMs: number; readonly seq: number };
  readonly limit: number;
}

/** Events of the user up to `throughSeq` are gone, but for those in `keep`. */
export interface Erasure {
  readonly userId: string;
  readonly throughSeq: number;
  readonly keep: readonly number[];
}
