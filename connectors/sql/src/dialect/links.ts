import type { Row } from "../engine.ts";
import { untilAborted } from "../until-aborted.ts";

/** One connection to a database server. */
export interface Link {
  /** Connects and signs in. */
  open(): Promise<void>;
  run(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
  /** False once the connection is known to be lost. */
  readonly usable: boolean;
  /** Says goodbye to the server. */
  end(): Promise<void>;
  /** Cuts the socket at once, also while connecting. */
  destroy(): void;
}

/** The connections of one destination: one for each write at a time, kept for the next. */
export interface Links<L extends Link> {
  take(signal: AbortSignal): Promise<L>;
  /** Takes a link back; one that is lost is dropped. */
  put(link: L): void;
  close(): Promise<void>;
}

/** How long the server may take over a goodbye. */
const goodbyeMs = 1_000;
/** Shorter than the idle limits of the usual firewalls and NAT gateways (AWS: 350 s). */
const longestIdleMs = 60_000;

/**
 * Not the drivers' own pools: those can neither give up a connection that is being made nor be closed
 * while one is, and delivery bounds the number of writes at once already.
 */
export function keepLinks<L extends Link>(makeLink: () => Promise<L>, now: () => number): Links<L> {
  const idle: { readonly link: L; readonly sinceMs: number }[] = [];
  let closed = false;

  async function take(signal: AbortSignal): Promise<L> {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      if (kept.link.usable && now() - kept.sinceMs < longestIdleMs) return kept.link;
      kept.link.destroy();
    }
    const link = await makeLink();
    try {
      await untilAborted(link.open(), signal);
      return link;
    } catch (error) {
      link.destroy();
      throw error;
    }
  }

  function put(link: L): void {
    if (closed || !link.usable) link.destroy();
    else idle.push({ link, sinceMs: now() });
  }

  async function close(): Promise<void> {
    closed = true;
    const goodbyes = idle.splice(0).map(async ({ link }) => {
      await untilAborted(link.end(), AbortSignal.timeout(goodbyeMs)).catch(() => undefined);
      link.destroy();
    });
    await Promise.all(goodbyes);
  }

  return { take, put, close };
}
