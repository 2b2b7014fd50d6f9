import type { Problem } from "../problem.ts";

export const unauthorized: Problem = {
  status: 401,
  code: "unauthorized",
  title: "Not authorized",
  detail: "Send the header Authorization: Bearer TOKEN, with the token of admin.token in the configuration.",
  challenge: 'Bearer realm="musette admin"',
};

export function notFound(detail: string): Problem {
  return { status: 404, code: "not-found", title: "Not found", detail };
}

export function badRequest(detail: string): Problem {
  return { status: 400, code: "bad-request", title: "The request cannot be read", detail };
}

/** It may be done, but not now or not with this. */
export function conflict(detail: string): Problem {
  return { status: 409, code: "conflict", title: "Not possible as things are", detail };
}

export const noFilter = badRequest(
  "Nothing is named. Give a filter, such as ?destination=NAME, or ?all=true for everything; ?dry_run=true only counts.",
);

export function tooManyStreams(most: number): Problem {
  return {
    status: 429,
    code: "too-many-streams",
    title: "Too many listen already",
    detail: `${most} pages are open already, or the server is stopping. Close one, or try again.`,
    retryAfterSeconds: 10,
  };
}

/** There is an event, and not what was asked for of it. */
export function unmade(detail: string): Problem {
  return { status: 422, code: "unmade", title: "It cannot be made of this event", detail };
}
