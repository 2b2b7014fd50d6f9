import type { TerraUser } from "./model/user.ts";

/** Where a payload comes from: the last path segment of `POST /ingest/{source}`. */
export type SourceName = "terra" | "peloton" | "ifit" | "file";

/**
 * A second name, under which another of its provider's sources may bring the same item with an identity
 * of its own: a row of a history file, and the workout that the vendor's API returns.
 */
export interface EventAlias {
  /** Equal for the same item from whichever source. Components are percent-encoded. */
  readonly key: string;
  /**
   * `summary`: a shorter account, worth nothing once the item is known in full; `full`: takes the place
   * of a summary that came before it. Two of the same rank are never taken for the same item.
   */
  readonly rank: "full" | "summary";
}

/** What is known of an event without its body: enough to store, order, filter and route it. */
export interface EventHead {
  /** A UUID made from the key and the content: the same content always has the same id. */
  readonly id: string;
  /** The natural key, equal for every copy of the same item. See `naturalKey`. */
  readonly key: string;
  /** Terra's event type, or a type Terra adds later. */
  readonly type: string;
  readonly user: TerraUser;
  /** The item's own start and end, ISO 8601 as in its metadata; null where it has none. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  /**
   * When the source says this copy was made (Terra's `X-Terra-Ordering-Timestamp`), Unix
   * milliseconds; null when it does not say, then the order of arrival decides.
   */
  readonly orderedAtMs: number | null;
  /** Which item of its payload it is, counted from 0 in the payload's own order. */
  readonly item: number;
  /** Set where the same item may come from another source as well. Not part of the id. */
  readonly alias?: EventAlias;
}

/** An event as the normaliser makes it. */
export interface NormalizedEvent extends EventHead {
  /** The Terra item, built on first use and kept. Never throws once the event exists. */
  body(): unknown;
  /**
   * The text that `JSON.stringify` makes of the body, in pieces, where it can be had without making the body: ten
   * thousand samples then become text and never objects.
   */
  text?(): Iterable<string>;
}
