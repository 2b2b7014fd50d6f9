import { STATUS_CODES } from "node:http";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** An answer of the Terra-compatible API that is not a success. */
export interface TerraProblem {
  readonly status: ContentfulStatusCode;
  /** The last part of the `type` URI: `unknown-user`. */
  readonly code: string;
  /** What was wrong with this request and what to do about it. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers with `application/problem+json`. One body for both published versions of the API: `type`,
 * `title` (the status in words, lower case), `instance` (path and query) and `detail` are v2's,
 * `status: "error"` and `message` are v5's.
 *
 * @see components/schemas/Problem of the v2 document, the 400, 401 and 404 answers of the v5 document
 */
export function terraProblemResponse(context: Context, problem: TerraProblem): Response {
  const { status, code, detail, headers = {} } = problem;
  if (status === 401) context.header("www-authenticate", 'ApiKey realm="musette"');
  const { pathname, search } = new URL(context.req.url);
  const body = {
    type: `https://musette.dev/problems/${code}`,
    title: (STATUS_CODES[status] ?? "error").toLowerCase(),
    instance: `${pathname}${search}`.slice(0, 2_000),
    detail,
    status: "error",
    message: detail,
  };
  return context.body(JSON.stringify(body), status, {
    ...headers,
    "content-type": "application/problem+json",
  });
}
