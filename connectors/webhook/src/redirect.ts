import { DeliveryError } from "@musette/core";

/** Keep the method and the body; the other redirects would turn the POST into a GET. */
const followed: ReadonlySet<number> = new Set([307, 308]);

/**
 * Where an event goes after a redirect. Only within the origin that was configured: an event is health
 * data, and its signature is meant for that receiver alone. Where it may not go, the destination pauses
 * with an error that names the new origin, and no event is lost.
 *
 * @throws {DeliveryError} `not_found` for a redirect that is not followed.
 */
export function redirectTarget(from: URL, status: number, location: string | undefined): URL {
  const target = location === undefined ? null : URL.parse(location, from.href);
  if (target !== null && target.origin === from.origin && followed.has(status)) return target;
  throw new DeliveryError(
    "not_found",
    `POST to ${from.origin} was answered ${status}${advice(from, target)}`,
    {
      context: { origin: from.origin, status },
    },
  );
}

function advice(from: URL, target: URL | null): string {
  if (target === null) return " without a place to go. Check the url.";
  if (target.origin === from.origin) return ", which does not keep the POST. Set url to where it leads.";
  // The path may hold a token, the origin does not.
  return `, a redirect to ${target.origin}. Events are not sent to another origin; set url to where it leads.`;
}
