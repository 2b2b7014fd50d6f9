import type { SourceName } from "@musette/core";
import type { Delivery } from "@musette/delivery";
import type { Journal } from "@musette/journal";
import type { AppendPayloadOptions } from "../append-payload.ts";
import type { Developer } from "../authenticate.ts";
import type { ConnectSettings } from "../connect/options.ts";
import type { HistoryBodies } from "../history-bodies.ts";

/** What the Terra-compatible API works with. */
export interface TerraApiOptions extends AppendPayloadOptions {
  readonly journal: Journal;
  readonly delivery: Pick<Delivery, "isTaking" | "redeliver" | "status">;
  /** Of its own rather than delivery's: a year of somebody's history would push out what is delivered next. */
  readonly historyBodies: HistoryBodies;
  readonly maxBodyBytes: number;
  readonly sources: ReadonlySet<SourceName>;
  readonly authenticate: (devId: string | undefined, apiKey: string | undefined) => Developer | undefined;
  readonly users: UserDeletion;
  /** Null: nobody can connect an account here. */
  readonly connect: ConnectSettings | null;
  /** Told of errors that nothing expected. Never given a payload. */
  readonly onError: (error: unknown, path: string, requestId: string) => void;
}

/** `users:` of the configuration. */
export interface UserDeletion {
  /** Whether `DELETE /auth/deauthenticateUser` erases what is stored of the user. */
  readonly eraseOnDeauth: boolean;
  /** Whether destinations are sent a `user.delete` event then. */
  readonly deleteEvents: boolean;
}

/** What every handler of the API finds in its context. */
export interface TerraEnv {
  readonly Variables: {
    /** Terra's `terra-reference` of this request. */
    reference: string;
    /** Who asks; set behind `requireDeveloper`. */
    developer: Developer;
  };
}
