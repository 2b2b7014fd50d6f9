import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { codeOfName, codesByWeight } from "./error-table.ts";

/** What an error means, in names and numbers. */
export interface Verdict {
  readonly code: DeliveryCode;
  /** `NOT_LEADER_OR_FOLLOWER`, `ECONNREFUSED 10.0.0.1:9092`, … */
  readonly reason: string;
}

/** The client has no name of its own for these, only words. */
const byWords: readonly (readonly [RegExp, DeliveryCode, string])[] = [
  [/^Unknown topic /, "not_found", "UNKNOWN_TOPIC_OR_PARTITION"],
  [/requires TLS/, "unavailable", "the broker speaks TLS, see the key tls"],
  [/TLS handshake failed/, "unavailable", "the broker does not speak TLS, see the key tls"],
  [/timed out/i, "timeout", "no answer in time"],
  [/Connection closed|is closed/, "unavailable", "the connection was closed"],
];

/** What an error of the client means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const verdicts = leaves(error).map(classifyOne);
  for (const code of codesByWeight) {
    const found = verdicts.find((verdict) => verdict.code === code);
    if (found !== undefined && code !== "unknown") return found;
  }
  return verdicts[0] ?? { code: "unknown", reason: "no code" };
}

/** The error that the caller of the connector gets. Without a cause: the client's hold requests. */
export function deliveryError(attempted: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const verdict = classify(error);
  return new DeliveryError(verdict.code, describe(attempted, verdict), {
    context: { reason: verdict.reason },
  });
}

/** What was attempted, on what, what came back, what to do. */
export function describe(attempted: string, { code, reason }: Verdict): string {
  return `Kafka did not ${attempted} (${reason}). ${advice[code]}`;
}

const advice: Readonly<Record<DeliveryCode, string>> = {
  unauthorized: "Check sasl, and that the user may Describe and Write the topic.",
  not_found: "Create the topic, or correct topic.",
  too_large: "Raise the topic's max.message.bytes, drop fields or samples, or use a claim check.",
  rejected: "The topic refuses this event.",
  throttled: "It is tried again more slowly.",
  timeout: "It is tried again.",
  conflict: "Another producer took over; it is tried again.",
  unavailable:
    "Check brokers, sasl and tls, and that the names the brokers advertise are reachable; it is tried again.",
  unknown: "It is tried again a few times.",
};

/** The errors behind an error, those within it first. */
function leaves(error: unknown, depth = 0): readonly unknown[] {
  if (typeof error !== "object" || error === null || depth > 8) return [error];
  const { errors, cause } = error as Readonly<Partial<Record<"errors" | "cause", unknown>>>;
  const within = [...(Array.isArray(errors) ? errors : []), ...(cause === undefined ? [] : [cause])];
  return [...within.flatMap((one) => leaves(one, depth + 1)), error];
}

function classifyOne(error: unknown): Verdict {
  const { apiId, code, message, address, port } = facts(error);
  const words = byWords.find(([pattern]) => typeof message === "string" && pattern.test(message));
  const name = [apiId, code].find((one) => typeof one === "string");
  const found = name === undefined ? undefined : codeOfName(name);
  if (words !== undefined && (found === undefined || name === "PLT_KFK_NETWORK")) {
    return { code: words[1], reason: words[2] };
  }
  const place = typeof address === "string" && typeof port === "number" ? ` ${address}:${port}` : "";
  return { code: found ?? "unknown", reason: `${name ?? "no code"}${place}` };
}

type Facts = Readonly<Partial<Record<"apiId" | "code" | "message" | "address" | "port", unknown>>>;

function facts(value: unknown): Facts {
  return typeof value === "object" && value !== null ? value : {};
}
