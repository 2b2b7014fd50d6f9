import { hash, timingSafeEqual } from "node:crypto";
import type { ConsoleRole } from "@musette/console";

export interface AdminTokens {
  readonly token: string;
  /** Null: there is no read-only access. */
  readonly viewerToken: string | null;
}

/** Tells whose token it is, in the same time for any; undefined: nobody's. Lengths stay unknown too. */
export function createRoleOfToken({
  token,
  viewerToken,
}: AdminTokens): (given: string) => ConsoleRole | undefined {
  const operator = digest(token);
  const viewer = viewerToken === null ? undefined : digest(viewerToken);
  return function roleOfToken(given) {
    const digested = digest(given);
    const isOperator = timingSafeEqual(digested, operator);
    const isViewer = timingSafeEqual(digested, viewer ?? operator) && viewer !== undefined;
    if (given === "") return undefined;
    if (isOperator) return "operator";
    return isViewer ? "viewer" : undefined;
  };
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
