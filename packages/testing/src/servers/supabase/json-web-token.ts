import { createHmac, timingSafeEqual } from "node:crypto";

/** The claims that Supabase's services look at. */
export interface Claims {
  /** The database role that a request runs as: `anon`, `authenticated`, `service_role`. */
  readonly role: string;
  /** Unix seconds. */
  readonly exp?: number;
}

/** A JSON Web Token (HS256), as the keys `anon` and `service_role` of a Supabase project are. */
export function signToken(claims: Claims, secret: string): string {
  const content = [{ alg: "HS256", typ: "JWT" }, claims].map(encode).join(".");
  return `${content}.${signature(content, secret)}`;
}

/** The claims of a token that was signed with this secret; undefined when it was not. */
export function verifyToken(token: string, secret: string): Claims | undefined {
  const [head, body, signed = ""] = token.split(".");
  const expected = Buffer.from(signature(`${head}.${body}`, secret));
  const given = Buffer.from(signed);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body ?? "", "base64url").toString()) as Claims;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(content: string, secret: string): string {
  return createHmac("sha256", secret).update(content).digest("base64url");
}
