import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { codeOfName } from "./error-table.ts";

/** What an answer means, in names and numbers. The vendor's own words may hold parts of a message. */
export interface Verdict {
  readonly code: DeliveryCode;
  /** `403 AccessDenied`, `ECONNREFUSED`, … */
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/** How SQS words it that a queue takes smaller messages only. */
const tooLong = /must be shorter than (\d+) bytes/;
const certificate = /CERT|SIGNATURE|^ERR_(TLS|SSL)/;

/** What an error that a call threw means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  if (error instanceof AggregateError && error.errors.length > 0) return classify(error.errors[0]);
  const { name, Code, code, message, $metadata, $response } = facts(error);
  const { httpStatusCode } = facts($metadata);
  const status = typeof httpStatusCode === "number" ? httpStatusCode : undefined;
  const known = [code, Code, name]
    .filter((word) => typeof word === "string")
    .filter((word) => word !== "Error");
  const reason = `${status ?? ""} ${known[0] ?? ""}`.trim() || "no code";
  const found = known.map(codeOfName).find((code) => code !== undefined);
  const text = String(message);
  if (found === "rejected" && tooLong.test(text)) return { code: "too_large", reason };
  if (found !== undefined) return { code: found, reason, ...retryAfter($response) };
  if (typeof code === "string" && certificate.test(code)) return { code: "unavailable", reason };
  return {
    code: status === undefined ? "unknown" : codeOfStatus(status),
    reason,
    ...retryAfter($response),
  };
}

/** What it means that SQS refused one entry of a call. */
export function classifyEntry({
  Code = "no code",
  Message = "",
  SenderFault,
}: Partial<BatchResultErrorEntry>): Verdict {
  const [, mostBytes] = tooLong.exec(Message) ?? [];
  if (mostBytes !== undefined) {
    return { code: "too_large", reason: `${Code}, its MaximumMessageSize is ${mostBytes} bytes` };
  }
  return { code: codeOfName(Code) ?? (SenderFault === true ? "rejected" : "unavailable"), reason: Code };
}

/** The error that the caller of the connector gets. Without a cause: the SDK's hold requests. */
export function deliveryError(action: string, queueUrl: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const { code, reason, retryAfterMs } = classify(error);
  return new DeliveryError(code, describe(action, queueUrl, { code, reason }), {
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    context: { queueUrl, reason },
  });
}

/** What was attempted, on what, what came back, what to do. */
export function describe(action: string, queueUrl: string, { code, reason }: Verdict): string {
  const queue = queueUrl.slice(queueUrl.lastIndexOf("/") + 1);
  return `${action} on the SQS queue "${queue}" failed (${reason}). ${advice(code, action)}`;
}

function advice(code: DeliveryCode, action: string): string {
  switch (code) {
    case "unauthorized":
      return `Check the credentials; they need sqs:${action === "GetQueueAttributes" ? action : "SendMessage"}, and the rights on the key of an encrypted queue.`;
    case "not_found":
      return "Create the queue, or correct queue_url and region.";
    case "throttled":
      return "It is tried again more slowly.";
    case "timeout":
      return "It is tried again.";
    case "unavailable":
      return "Check that the endpoint can be reached from here; it is tried again.";
    case "too_large":
      return "Raise the queue's MaximumMessageSize, drop fields or samples, or use a claim check.";
    case "rejected":
      return "The queue refuses this event.";
    case "conflict":
    case "unknown":
      return "It is tried again a few times.";
  }
}

type Facts = Readonly<
  Partial<
    Record<
      | "name"
      | "Code"
      | "code"
      | "message"
      | "$metadata"
      | "$response"
      | "httpStatusCode"
      | "headers"
      | "retry-after",
      unknown
    >
  >
>;

function facts(value: unknown): Facts {
  return typeof value === "object" && value !== null ? value : {};
}

function codeOfStatus(status: number): DeliveryCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "not_found";
  if (status === 408 || status === 504) return "timeout";
  if (status === 413) return "too_large";
  if (status === 429) return "throttled";
  return status >= 500 ? "unavailable" : "unknown";
}

function retryAfter(response: unknown): { readonly retryAfterMs?: number } {
  const seconds = Number(facts(facts(response).headers)["retry-after"]);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
}
