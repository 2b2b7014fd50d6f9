import { untilAborted } from "@musette/core";
import type { Bucket } from "./bucket.ts";
import { deliveryError } from "./delivery-error.ts";
import type { Operation } from "./delivery-error.ts";
import type { GcsAnswer } from "./errors.ts";

/** One call of Google's JSON API. */
export interface GcsRequest {
  readonly operation: Operation;
  readonly method: "GET" | "POST" | "DELETE";
  /** From the slash after the host on, with the query. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Uint8Array;
}

/** Google answers errors as `{error: {code, message, errors: [{reason, message, domain}]}}`. */
interface ErrorBody {
  readonly error?: { readonly errors?: readonly { readonly reason?: unknown }[] };
}

/**
 * Asks Google Cloud Storage. `@google-cloud/storage` says who we are and where to ask; its own calls
 * take no AbortSignal and have no deadline: one that hangs would keep its body in memory for good.
 *
 * @throws {DeliveryError} when there is no answer; `signal.reason` when stopped.
 */
export async function request(
  bucket: Bucket,
  { operation, method, path, contentType, body }: GcsRequest,
  signal: AbortSignal,
): Promise<GcsAnswer> {
  const headers = await signIn(bucket, signal);
  headers.set("user-agent", "musette");
  if (contentType !== undefined) headers.set("content-type", contentType);
  try {
    const options: RequestInit = { method, headers, signal, redirect: "manual", body: body ?? null };
    const response = await fetch(`${bucket.endpoint}${path}`, options);
    const answered = parse(await response.text());
    const reason = (answered as ErrorBody | undefined)?.error?.errors?.[0]?.reason;
    return {
      status: response.status,
      reason: typeof reason === "string" ? reason : undefined,
      retryAfterMs: secondsToMs(response.headers.get("retry-after")),
      body: answered,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw deliveryError(operation, bucket.name, error);
  }
}

/** Tokens are fetched for all requests at once, and so not given up when one of these is. */
async function signIn(bucket: Bucket, signal: AbortSignal): Promise<Headers> {
  try {
    return new Headers(await untilAborted(bucket.signIn(), signal));
  } catch (error) {
    signal.throwIfAborted();
    throw deliveryError("signing in", bucket.name, error);
  }
}

/** Something between us and Google may answer in HTML. */
function parse(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? undefined;
  } catch {
    return undefined;
  }
}

function secondsToMs(value: string | null): number | undefined {
  const seconds = value ? Number(value) : Number.NaN;
  return seconds >= 0 ? seconds * 1000 : undefined;
}
