import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";

/** What an error means, and what came back in names and numbers: the server's own words may hold values. */
interface Verdict {
  readonly code: DeliveryCode;
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/**
 * mongod's codes, and of those who speak its protocol: Atlas 8000, Cosmos DB 16500.
 *
 * @see https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const serverCodes: Readonly<Record<Exclude<DeliveryCode, "unknown">, readonly number[]>> = {
  unavailable: [
    6, 7, 63, 70, 74, 89, 91, 100, 133, 134, 150, 189, 234, 317, 358, 384, 9001, 10107, 11600, 11602, 13388,
    13435, 13436, 14031,
  ],
  timeout: [50, 64, 202, 262],
  throttled: [462, 16500],
  conflict: [24, 46, 112, 11000],
  unauthorized: [11, 13, 18, 31, 33, 8000],
  not_found: [26, 73],
  rejected: [15, 22, 52, 57, 61, 66, 121],
  too_large: [10334, 17280, 17419, 17420],
};

/** Errors of the driver, by their name. */
const driverErrors: Readonly<Partial<Record<string, DeliveryCode>>> = {
  MongoServerSelectionError: "unavailable",
  MongoNetworkError: "unavailable",
  MongoNetworkTimeoutError: "timeout",
  MongoOperationTimeoutError: "timeout",
  MongoWaitQueueTimeoutError: "timeout",
  PoolClearedError: "unavailable",
  PoolClearedOnNetworkError: "unavailable",
  PoolClosedError: "unavailable",
  MongoPoolClearedError: "unavailable",
  MongoPoolClosedError: "unavailable",
  MongoNotConnectedError: "unavailable",
  MongoServerClosedError: "unavailable",
  MongoTopologyClosedError: "unavailable",
  MongoClientClosedError: "unavailable",
  MongoExpiredSessionError: "unavailable",
  MongoStalePrimaryError: "unavailable",
  MongoUnexpectedServerResponseError: "unavailable",
  MongoCompatibilityError: "not_found",
  MongoMissingCredentialsError: "unauthorized",
  MongoKerberosError: "unauthorized",
  MongoAWSError: "unauthorized",
  MongoOIDCError: "unauthorized",
  MongoAzureError: "unauthorized",
  MongoGCPError: "unauthorized",
};

/** What an error of MongoDB, its driver or Node means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const { code, codeName, name, errmsg, message } = facts(error);
  if (typeof code === "number") {
    const found = byNumber(code);
    const wait = found === "throttled" ? retryAfter(errmsg ?? message) : {};
    const label = typeof codeName === "string" ? ` ${codeName}` : "";
    return { code: found, reason: `error ${code}${label}`, ...wait };
  }
  if (typeof name === "string") {
    const found = driverErrors[name];
    if (found !== undefined) return { code: found, reason: name };
    if (name === "MongoInvalidArgumentError" && /larger than the maximum size/.test(String(message)))
      return { code: "too_large", reason: name };
  }
  if (typeof code === "string") {
    if (code === "ETIMEDOUT" || code === "ETIMEOUT") return { code: "timeout", reason: code };
    if (/^(E[A-Z_]+|HPE_.*|.*CERT.*|ERR_(TLS|SSL).*)$/.test(code))
      return { code: "unavailable", reason: code };
  }
  return { code: "unknown", reason: typeof name === "string" ? name : "an error that Musette does not know" };
}

/** The error that the caller of the connector gets. Without a cause: the driver's hold the documents. */
export function deliveryError(attempted: string, place: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const { code, retryAfterMs } = classify(error);
  return new DeliveryError(code, describe(attempted, place, error), {
    context: { place },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** What was attempted, on what, what came back, what to do. */
export function describe(attempted: string, place: string, error: unknown): string {
  const { code, reason } = classify(error);
  return `Could not ${attempted} MongoDB ${place} (${reason}). ${advice[code]}`;
}

const advice: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Check that it runs, has a primary and can be reached from here; it is tried again.",
  timeout: "It did not answer in time; it is tried again.",
  throttled: "It asked for a slower pace; it is tried again.",
  conflict: "Another writer was at the same document; it is tried again.",
  unauthorized: "Check user, password and authSource in url, and that the user has the role readWrite.",
  not_found: "Check database and collection_prefix, and that the server is MongoDB 4.2 or later.",
  rejected: "A validator or rule of the collection refuses this document; change it, then deliver it again.",
  too_large: "MongoDB takes documents of up to 16 MB; a claim check keeps larger items in an object store.",
  unknown: "Look at the server's log.",
};

type Facts = Readonly<Partial<Record<"code" | "codeName" | "name" | "errmsg" | "message", unknown>>>;

function facts(error: unknown): Facts {
  return typeof error === "object" && error !== null ? error : {};
}

function byNumber(number: number): DeliveryCode {
  const codes = Object.keys(serverCodes) as readonly (keyof typeof serverCodes)[];
  return codes.find((code) => serverCodes[code].includes(number)) ?? "unknown";
}

/** Cosmos DB says `RetryAfterMs=34` in its text. */
function retryAfter(text: unknown): { readonly retryAfterMs?: number } {
  const [, ms] = /RetryAfterMs=(\d+)/.exec(String(text)) ?? [];
  return ms === undefined ? {} : { retryAfterMs: Number(ms) };
}
