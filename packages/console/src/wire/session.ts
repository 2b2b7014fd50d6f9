/** What somebody may do: `viewer` reads everything and changes nothing. */
export type ConsoleRole = "operator" | "viewer";

/** `POST /console/session`. */
export interface SessionRequest {
  readonly token: string;
}

/** Of `POST` and `GET /console/session`. Without a session, or with one that has expired: 401. */
export interface SessionAnswer {
  readonly role: ConsoleRole;
  /** To be sent as `x-csrf-token` with every request but GET. Stays the same while the session lasts. */
  readonly csrf: string;
  /** Musette's version. */
  readonly version: string;
}
