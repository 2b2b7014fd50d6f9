import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** One reason among several, naming its place. */
export interface ProblemDetail {
  /** The file it is in, where the payload came in files, and the place: from 1, bytes from 0. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly byte?: number;
  /** Which item of the payload, counted from 0. */
  readonly item: number;
  readonly code: string;
  /** JSON pointer (RFC 6901) into the payload. */
  readonly pointer: string;
  readonly detail: string;
}

/** An answer that is not a success. */
export interface Problem {
  readonly status: ContentfulStatusCode;
  /** The last part of the `type` URI and of our documentation's headings: `unknown-source`. */
  readonly code: string;
  readonly title: string;
  /** What was wrong with this request and what to do about it. */
  readonly detail: string;
  readonly errors?: readonly ProblemDetail[];
  readonly retryAfterSeconds?: number;
  /** `www-authenticate` of a 401, where it is not that of the API keys. */
  readonly challenge?: string;
}

/** Answers with `application/problem+json` (RFC 9457). */
export function problemResponse(context: Context, problem: Problem): Response {
  const { status, code, title, detail, errors, retryAfterSeconds, challenge } = problem;
  if (retryAfterSeconds !== undefined) context.header("retry-after", String(retryAfterSeconds));
  if (status === 401) context.header("www-authenticate", challenge ?? 'ApiKey realm="musette"');
  const body = {
    type: `https://musette.dev/problems/${code}`,
    title,
    status,
    detail,
    instance: context.req.path,
    ...(errors === undefined ? {} : { errors }),
  };
  return context.body(JSON.stringify(body), status, { "content-type": "application/problem+json" });
}
