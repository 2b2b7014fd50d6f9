import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";

/** What a receiver answered, as far as it matters. */
export interface Answer {
  readonly status: number;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | undefined;
}

/** An answer other than 2xx: what it means, and what to do. */
interface Meaning {
  readonly code: DeliveryCode;
  readonly advice: string;
  /** About the receiver as a whole, not about one event. */
  readonly endpoint: boolean;
}

/** An answer as an error, and whether the next event would fare the same. */
export interface Refusal {
  readonly error: DeliveryError;
  readonly endpoint: boolean;
}

const wrongUrl = "Check the url.";
const meanings: Readonly<Record<number, Meaning>> = {
  401: { code: "unauthorized", advice: "Check the secret and the headers.", endpoint: true },
  403: { code: "unauthorized", advice: "Check the secret and the headers.", endpoint: true },
  404: { code: "not_found", advice: wrongUrl, endpoint: true },
  405: { code: "not_found", advice: `It does not take POST. ${wrongUrl}`, endpoint: true },
  407: { code: "unauthorized", advice: "A proxy asks for credentials.", endpoint: true },
  408: { code: "timeout", advice: "It will be tried again.", endpoint: false },
  410: { code: "not_found", advice: `The receiver is gone. ${wrongUrl}`, endpoint: true },
  413: { code: "too_large", advice: "The receiver takes smaller bodies only.", endpoint: false },
  423: { code: "unavailable", advice: "It will be tried again.", endpoint: false },
  425: { code: "unavailable", advice: "It will be tried again.", endpoint: false },
  429: { code: "throttled", advice: "It will be tried again later.", endpoint: true },
  502: { code: "unavailable", advice: "The receiver is down behind its gateway.", endpoint: true },
  503: { code: "unavailable", advice: "It will be tried again later.", endpoint: true },
  504: { code: "timeout", advice: "The receiver is slow behind its gateway.", endpoint: true },
};

/** What an answer other than 2xx and a redirect means. */
export function classifyAnswer(origin: string, { status, retryAfterMs }: Answer): Refusal {
  const { code, advice, endpoint } = meanings[status] ?? meaningOfClass(status);
  const message = `POST to ${origin} was answered ${status}. ${advice}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { error: new DeliveryError(code, message, { ...wait, context: { origin, status } }), endpoint };
}

function meaningOfClass(status: number): Meaning {
  if (status >= 500)
    return { code: "unavailable", advice: "The receiver failed on this event.", endpoint: false };
  if (status >= 400) return { code: "rejected", advice: "The receiver refuses this event.", endpoint: false };
  return { code: "not_found", advice: wrongUrl, endpoint: true };
}
