import type { Journal } from "@musette/journal";

/** The requests that brought some events, for a line of the log. */
export interface RequestsOf {
  /** Each once, in the order of the events, at most `mostNamed`. */
  readonly requestIds: readonly string[];
  /** How many more there are; left out when there are none. */
  readonly moreRequests?: number;
}

/** A line of a log is read by a person. */
const mostNamed = 10;

/**
 * Makes what finds them. They are kept with the payloads, so they are found after a restart too; what cannot
 * be read (the payload is gone, the journal is closing) is left out.
 */
export function createRequestsOf(
  journal: Pick<Journal, "readContexts">,
): (payloadIds: readonly number[]) => Promise<RequestsOf> {
  return async function requestsOf(payloadIds) {
    try {
      const contexts = await journal.readContexts(payloadIds);
      const found = new Set([...contexts.values()].flatMap(({ requestId }) => requestId ?? []));
      const more = found.size - mostNamed;
      return {
        requestIds: [...found].slice(0, mostNamed),
        ...(more > 0 ? { moreRequests: more } : {}),
      };
    } catch {
      return { requestIds: [] };
    }
  };
}
