import type { TerraProblem } from "./terra-problem.ts";

export const unauthorized: TerraProblem = {
  status: 401,
  code: "unauthorized",
  detail: "Send the headers dev-id and x-api-key of a developer named in the configuration.",
};

/** Also where the user is another developer's, who must not be told that it exists. */
export const unknownUser: TerraProblem = {
  status: 404,
  code: "unknown-user",
  detail: "There is no such user among yours. GET /subscriptions lists those that there are.",
};

export const noDestination: TerraProblem = {
  status: 400,
  code: "no-destination",
  detail:
    "No destination is configured that the data could be sent to. Add one under destinations:, or ask with to_webhook=false.",
};

export function invalid(detail: string): TerraProblem {
  return { status: 400, code: "invalid-request", detail };
}

export function bodyTooLarge(maxBytes: number): TerraProblem {
  const detail = `The body is larger than ${maxBytes} bytes (server.max_body). Send fewer items at once.`;
  return { status: 413, code: "too-large", detail };
}

export function tooManyRequests(retryAfterSeconds: number): TerraProblem {
  return {
    status: 429,
    code: "rate-limited",
    detail: "You send more requests a second than your configuration allows. Wait and send it again.",
    headers: { "retry-after": String(retryAfterSeconds) },
  };
}

export function journalUnavailable(message: string): TerraProblem {
  return { status: 503, code: "journal", detail: message, headers: { "retry-after": "5" } };
}

export const internal: TerraProblem = {
  status: 500,
  code: "internal",
  detail: "Something went wrong here that should not have. The server's log says what.",
};

export function notFound(method: string, path: string): TerraProblem {
  const detail = `There is nothing at ${method} ${path.slice(0, 200)}. docs/api.md lists what there is.`;
  return { status: 404, code: "not-found", detail };
}
