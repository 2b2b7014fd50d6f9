import type { Context } from "hono";
import { readBody } from "../read-body.ts";
import { parseJson } from "../parse-json.ts";
import type { TerraEnv } from "../terra-api/options.ts";
import { invalid } from "../terra-api/problems.ts";
import type { TerraProblem } from "../terra-api/terra-problem.ts";
import type { ConnectSettings } from "./options.ts";
import { redirectNotAllowed } from "./problems.ts";
import { readRedirect } from "./redirect.ts";

/** What both ways to begin a connection take in their body. */
export interface AuthRequest {
  readonly referenceId: string | null;
  readonly successUrl: string | null;
  readonly failureUrl: string | null;
  /** `providers` of a widget session, `resource` of SDK 1.x. */
  readonly providers: string | null;
  readonly resource: string | null;
}

export type ReadAuthRequest =
  | { readonly outcome: "read"; readonly request: AuthRequest }
  | { readonly outcome: "refused"; readonly problem: TerraProblem };

const largestBody = 64 * 1024;
/** As for `reference_id` elsewhere: what an indexed column takes everywhere. */
const longestText = 191;

/**
 * Reads the body of `POST /auth/generateWidgetSession` and `POST /auth/authenticateUser`; without a body
 * nothing is asked for. `language` is taken and the page is in English.
 */
export async function readAuthRequest(
  context: Context<TerraEnv>,
  { redirectHosts }: ConnectSettings,
): Promise<ReadAuthRequest> {
  const body = await readObject(context);
  if (typeof body === "string") return { outcome: "refused", problem: invalid(body) };
  const names = ["reference_id", "language", "providers", "resource"] as const;
  const urls = ["auth_success_redirect_url", "auth_failure_redirect_url"] as const;
  const fields = new Map<string, string>();
  for (const name of [...names, ...urls]) {
    const value = body[name] ?? "";
    if (typeof value !== "string") return { outcome: "refused", problem: invalid(`${name} is not text.`) };
    if (value !== "") fields.set(name, value);
  }
  const reference = fields.get("reference_id") ?? "";
  if (reference.length > longestText || /\p{Cc}/u.test(reference) || !reference.isWellFormed()) {
    const detail = `reference_id is longer than ${longestText} characters or has control characters in it.`;
    return { outcome: "refused", problem: invalid(detail) };
  }
  for (const name of urls) {
    const given = fields.get(name);
    if (given === undefined) continue;
    const url = readRedirect(given, redirectHosts);
    if (url === undefined) return { outcome: "refused", problem: redirectNotAllowed(name) };
    fields.set(name, url);
  }
  const read = (name: (typeof names)[number] | (typeof urls)[number]) => fields.get(name) ?? null;
  return {
    outcome: "read",
    request: {
      referenceId: read("reference_id"),
      successUrl: read("auth_success_redirect_url"),
      failureUrl: read("auth_failure_redirect_url"),
      providers: read("providers"),
      resource: read("resource"),
    },
  };
}

/** The body's members, or what is wrong with it. */
async function readObject(context: Context<TerraEnv>): Promise<Readonly<Record<string, unknown>> | string> {
  const body = await readBody(context, largestBody);
  if (body.outcome === "too-large") return `The body is larger than ${largestBody} bytes.`;
  if (body.outcome !== "read") return "The body's content-encoding cannot be read.";
  if (body.bytes.byteLength === 0) return {};
  const parsed = parseJson(body.bytes);
  if (parsed.outcome === "malformed") return parsed.detail;
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "The body is not a JSON object.";
  }
  return { ...value };
}
