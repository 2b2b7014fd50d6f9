import type { IncomingHttpHeaders } from "node:http";

/** A request that came in whole. */
export interface GcsCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Fails, as Google does, unless the caller has the permission. Callers without credentials have all. */
  require(permission: string): void;
  /** Those of the given permissions that the caller has. */
  permitted(permissions: readonly string[]): readonly string[];
}

export interface GcsReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes as they are, anything else as JSON; nothing when undefined. */
  readonly body?: unknown;
}

/** An answer other than 2xx, in Google's form. Thrown, and sent by the server. */
export class GcsFault extends Error {
  readonly reply: GcsReply;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.reply = {
      status,
      body: { error: { code: status, message, errors: [{ message, domain: "global", reason }] } },
    };
  }
}
