/** What a vendor's API takes. Never a password: neither vendor's API needs one. */
export interface Credentials {
  readonly accessToken: string;
  /** Null where the person has none; the access token cannot be renewed then. */
  readonly refreshToken: string | null;
}

export type ReadCredentials =
  | { readonly outcome: "read"; readonly credentials: Credentials }
  | { readonly outcome: "invalid"; readonly detail: string };

/** Longer than any JWT seen. */
const longestToken = 8_192;

/** Reads the tokens that a person pasted: white space around them and the word `Bearer` are let go. */
export function readCredentials(accessToken: string, refreshToken: string): ReadCredentials {
  const access = accessToken.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, "");
  const refresh = refreshToken.trim();
  if (access === "") return { outcome: "invalid", detail: "Paste the access token." };
  const odd = [
    ["an access token", access],
    ["a refresh token", refresh],
  ].find(([, token = ""]) => token.length > longestToken || !/^[\x21-\x7e]*$/.test(token));
  if (odd !== undefined) {
    const detail = `This cannot be ${odd[0]}: there are spaces or line breaks in it, or it is longer than ${longestToken} characters. Copy it again.`;
    return { outcome: "invalid", detail };
  }
  const credentials = { accessToken: access, refreshToken: refresh === "" ? null : refresh };
  return { outcome: "read", credentials };
}
