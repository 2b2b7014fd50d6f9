import type { EventStanding } from "./deliveries.ts";

/**
 * `GET /admin/events`. A page of the newest takes some tens of milliseconds at most; `by=item` without much else
 * looks through the log, and gives short pages there. Parameters: `user`, `type`, `provider`, `from`, `to`, `by` (arrival, item), `newest`
 * (true: only the newest revision of each item), `order` (`oldest`, the default, or `newest` first, by
 * arrival), `details` (true: `details` is filled in), `limit` (at most 1000, 200 with details; 100 unless
 * given), `after` (the `next` of the page before).
 */
export interface EventPage {
  readonly events: readonly EventRow[];
  /** To be sent as `after`; null: this was the last page. A page may be short, even empty, and have a next one. */
  readonly next: string | null;
}

/** An event without its body. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  /** Terra's: `activity`, `sleep`, `daily`, `body`, `auth`… */
  readonly type: string;
  /** Any text: show it as text. */
  readonly userId: string;
  readonly provider: string;
  /** Of the item, ISO 8601, with the person's own offset or without one; null: it has none. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly revision: number;
  readonly superseded: boolean;
  readonly receivedAt: string;
  readonly source: "terra" | "peloton" | "ifit" | "file";
  readonly developer: string;
  readonly payloadId: number;
  readonly item: number;
  /** Only with `details=true`, and null for other types than activities and for bodies that cannot be made. */
  readonly details?: EventDetails | null;
}

/** From the body of an activity; null where it does not say. */
export interface EventDetails {
  readonly name: string | null;
  /** Terra's activity type in words: `Indoor Cycling`. */
  readonly activity: string | null;
  /** The vendor's own word: `caesar_bootcamp`. */
  readonly discipline: string | null;
  readonly instructor: string | null;
  readonly deviceName: string | null;
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly averageWatts: number | null;
  readonly averageHeartRateBpm: number | null;
  readonly calories: number | null;
}

/** `GET /admin/events/{id or seq}`. */
export interface EventView extends EventRow {
  /** Of the request that brought it, as the log names it; null: it is not known. */
  readonly requestId: string | null;
  readonly destinations: readonly EventStanding[];
  readonly details: EventDetails | null;
  /** Of the payload as received: bytes of `/raw`. */
  readonly rawBytes: number | null;
  readonly rawContentType: string | null;
  /** In which formats it can be had at `/admin/events/{seq}/as/{format}`. */
  readonly downloads: readonly WorkoutDownload[];
}

/** The last part of `/admin/events/{seq}/as/{format}`. */
export type WorkoutDownload = "fit" | "tcx" | "fhir" | "fhir-r5" | "json" | "csv";

/** `GET /admin/events/{seq}/origins`: what of the normalised event came from where in the raw payload. */
export interface Origins {
  readonly source: EventRow["source"];
  readonly origins: readonly OriginOfPath[];
}

export interface OriginOfPath {
  /** JSON pointer into `/normalized`; a part `*` stands for every item of a list. */
  readonly path: string;
  /** JSON pointers into `/raw`, with `*` likewise. */
  readonly from: readonly string[];
  /** What was done to the value, in words: `miles to meters, × 1609.344`. */
  readonly conversion: string;
}
