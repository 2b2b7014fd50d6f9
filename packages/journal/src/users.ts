import type { SourceName } from "@musette/core";

/** Page numbers count from 0. */
export interface UserPage {
  readonly developer: string;
  /** Only those with this reference. */
  readonly referenceId?: string;
  readonly page: number;
  readonly perPage: number;
}

export interface UserChange {
  readonly userId: string;
  /** Both are needed to make a user. */
  readonly developer?: string;
  readonly provider?: string;
  readonly referenceId?: string | null;
  readonly active?: boolean;
  /** Comma-separated, as Terra writes them. */
  readonly scopes?: string | null;
  readonly atMs: number;
}

/** What a source needs to fetch a user's data, sealed with the server's key before it comes here. */
export interface Connection {
  readonly userId: string;
  readonly source: SourceName;
  readonly sealed: Uint8Array;
  readonly savedAtMs: number;
}

/** A token that was handed out and can be used once. The token itself is not stored. */
export interface Session {
  /** SHA-256 of the token, in hex. */
  readonly digest: string;
  readonly kind: "widget" | "auth" | "mobile" | "console";
  readonly developer: string;
  /** What the session is for: references, redirect URLs. Stored as JSON. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly expiresAtMs: number;
  readonly usedAtMs: number | null;
}

export type UserQuery =
  | { readonly userId: string }
  | { readonly developer: string; readonly referenceId: string; readonly provider?: string };

/** A user belongs to the developer whose payload first named it. Made and updated by `append`. */
export interface JournalUser {
  readonly userId: string;
  readonly developer: string;
  readonly referenceId: string | null;
  readonly provider: string;
  readonly createdAtMs: number;
  /** False from `deauth` until the next `auth`. */
  readonly active: boolean;
  /** Comma-separated, as Terra writes them; null when nobody said. */
  readonly scopes: string | null;
  /** When its newest event arrived, and that event's own start; null before the first. */
  readonly lastEventAtMs: number | null;
  readonly newestStartMs: number | null;
}
