import { createHmac, hash, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** What a server keeps of a password: enough to check it, not to know it. */
export interface ScramCredentials {
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** One login under way. */
export interface ScramConversation {
  /** The challenge, as text. */
  readonly challenge: string;
  /** Checks the client's proof: the server's signature as text, or undefined when it is wrong. */
  finish(clientFinal: string): string | undefined;
}

/** The fewest that drivers accept. */
const iterations = 4096;

export function scramCredentials(password: string): ScramCredentials {
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  return { salt, storedKey: sha256(hmac(salted, "Client Key")), serverKey: hmac(salted, "Server Key") };
}

/** The user that a client's first message names, and the rest of the message that is signed. */
export function readClientFirst(message: string): {
  readonly user: string;
  readonly bare: string;
  readonly nonce: string;
} {
  const bare = message.replace(/^n,,/, "");
  const { n = "", r = "" } = attributes(bare);
  return { user: n.replaceAll("=2C", ",").replaceAll("=3D", "="), bare, nonce: r };
}

/**
 * SCRAM-SHA-256 on the server's side, without SASLprep.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5802, https://www.rfc-editor.org/rfc/rfc7677
 */
export function startScram(
  { bare, nonce }: { readonly bare: string; readonly nonce: string },
  credentials: ScramCredentials,
): ScramConversation {
  const serverNonce = nonce + randomBytes(18).toString("base64");
  const challenge = `r=${serverNonce},s=${credentials.salt.toString("base64")},i=${iterations}`;
  return {
    challenge,
    finish(clientFinal) {
      const { r, p = "" } = attributes(clientFinal);
      const signed = `${bare},${challenge},${clientFinal.replace(/,p=.*$/, "")}`;
      const signature = hmac(credentials.storedKey, signed);
      const proof = Buffer.from(p, "base64");
      if (r !== serverNonce || proof.length !== signature.length) return undefined;
      const clientKey = signature.map((byte, index) => byte ^ (proof[index] ?? 0));
      if (!timingSafeEqual(sha256(Buffer.from(clientKey)), credentials.storedKey)) return undefined;
      return `v=${hmac(credentials.serverKey, signed).toString("base64")}`;
    },
  };
}

function attributes(text: string): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(text.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(bytes: Buffer): Buffer {
  return hash("sha256", bytes, "buffer");
}
