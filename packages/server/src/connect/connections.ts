import type { Clock, SourceName } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Credentials } from "./credentials.ts";
import type { Sealer } from "./seal.ts";

/**
 * Opens what people gave us to fetch their workouts with. This is what a poller of a vendor's API works
 * with: it reads the credentials, writes those that the vendor renewed (Peloton's refresh tokens rotate), and
 * says through `createReportConnection` when the vendor refuses them.
 */
export interface ConnectionReader {
  /**
   * A user's credentials; undefined where there are none.
   *
   * @throws {Error} when they cannot be opened: the key that sealed them is not configured any more.
   */
  read(
    userId: string,
  ): Promise<{ readonly source: SourceName; readonly credentials: Credentials } | undefined>;
}

export interface Connections extends ConnectionReader {
  /** Seals and stores; replaces what was there. */
  save(userId: string, source: SourceName, credentials: Credentials): Promise<void>;
}

/** Credentials in the journal, sealed. They are deleted when the user is deauthenticated or erased. */
export function createConnections(options: {
  readonly journal: Pick<Journal, "saveConnection" | "findConnection">;
  readonly clock: Clock;
  readonly sealer: Sealer;
}): Connections {
  const { journal, clock, sealer } = options;
  return {
    async read(userId) {
      const found = await journal.findConnection(userId);
      if (found === undefined) return undefined;
      const { source, sealed } = found;
      return { source, credentials: JSON.parse(sealer.open({ userId, source }, sealed)) as Credentials };
    },
    async save(userId, source, { accessToken, refreshToken }) {
      const sealed = sealer.seal({ userId, source }, JSON.stringify({ accessToken, refreshToken }));
      await journal.saveConnection({ userId, source, sealed, savedAtMs: clock.now() });
    },
  };
}
