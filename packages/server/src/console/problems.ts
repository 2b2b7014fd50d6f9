import type { Problem } from "../problem.ts";

export const crossSite: Problem = {
  status: 403,
  code: "cross-site",
  title: "Not from this page",
  detail:
    "The browser does not say that a page of this server sends this. Use the console, or the bearer token.",
};

export const wrongCsrf: Problem = {
  status: 403,
  code: "csrf",
  title: "Not from this page",
  detail: "Send the header x-csrf-token as GET /console/session gives it.",
};

export const readOnly: Problem = {
  status: 403,
  code: "read-only",
  title: "You may look, and change nothing",
  detail: "This is the viewer's token. Sign in with admin.token to change something.",
};

export const wrongToken: Problem = {
  status: 401,
  code: "unauthorized",
  title: "Not authorized",
  detail: "That is neither admin.token nor admin.viewer_token of the configuration.",
  challenge: 'Bearer realm="musette admin"',
};

export const noSession: Problem = {
  ...wrongToken,
  detail: "There is no session here, or it has ended. Sign in.",
};

export function tooManyAttempts(retryAfterSeconds: number): Problem {
  return {
    status: 429,
    code: "too-many-attempts",
    title: "Too many wrong tokens",
    detail: `Too many wrong tokens came from your address. Try again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  };
}
