import type { DeliveryCode } from "@musette/core";
import type { DestinationStatus } from "@musette/delivery";

/** What an operator can do about a kind of failure. The message of the failure says what it was about. */
const adviceOf: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Bring the destination back; it is tried again by itself, and nothing is lost meanwhile.",
  timeout: "See why the destination is slow, or raise its limits.timeout; it is tried again by itself.",
  throttled: "The destination asks for a slower pace: lower limits.per_second, or ask it for more.",
  conflict: "Nothing, unless it lasts: another writer was faster, and it is tried again by itself.",
  unauthorized: "Repair its credentials or permissions, then run: musette check. It goes on by itself.",
  not_found: "Make what is missing, or correct the name in the configuration. It goes on by itself.",
  rejected: "Repair what the message names, then run: musette dead-letters retry.",
  too_large: "Set claim_check, or fewer fields or samples, then run: musette dead-letters retry.",
  unknown: "Read the message; it is tried again by itself, a limited number of times.",
};

/** What to do about a destination; null: nothing. */
export function advice({
  name,
  state,
  pausedBy,
  lastFailure,
  deadLetters,
}: DestinationStatus): string | null {
  if (pausedBy === "configuration")
    return "Remove paused: true from its configuration; it goes on as soon as the file is read again.";
  if (pausedBy === "operator") return `Run: musette resume ${name}`;
  const code = state.code ?? lastFailure?.code;
  if (state.status !== "healthy" && code !== undefined) return adviceOf[code];
  return deadLetters > 0 ? `Run: musette dead-letters list --destination ${name}` : null;
}
