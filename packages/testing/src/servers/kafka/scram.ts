import { createHmac, hash, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

const iterations = 4096;

/** The digests of Kafka's two mechanisms, and their bytes. */
const digests = { "SCRAM-SHA-256": ["sha256", 32], "SCRAM-SHA-512": ["sha512", 64] } as const;

/** One login with SCRAM on the server's side. */
export interface ScramLogin {
  /** Answers the client's next message; undefined when user or password are wrong. */
  next(message: string): string | undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc5802 */
export function startScramLogin(
  mechanism: keyof typeof digests,
  { username, password }: { readonly username: string; readonly password: string },
): ScramLogin {
  const [digest, bytes] = digests[mechanism];
  const hmac = (key: Buffer, text: string) => createHmac(digest, key).update(text).digest();
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, bytes, digest);
  const clientKey = hmac(salted, "Client Key");
  let first: { readonly bare: string; readonly challenge: string } | undefined;

  return {
    next(message) {
      if (first === undefined) {
        const bare = message.replace(/^n,,/, "");
        const { n, r = "" } = attributes(bare);
        const nonce = r + randomBytes(12).toString("hex");
        first = { bare, challenge: `r=${nonce},s=${salt.toString("base64")},i=${iterations}` };
        return n === username ? first.challenge : undefined;
      }
      const signed = `${first.bare},${first.challenge},${message.replace(/,p=.*$/, "")}`;
      const signature = hmac(hash(digest, clientKey, "buffer"), signed);
      const expected = signature.map((byte, index) => byte ^ (clientKey[index] ?? 0));
      const proof = Buffer.from(attributes(message)["p"] ?? "", "base64");
      if (proof.length !== expected.length || !timingSafeEqual(proof, expected)) return undefined;
      return `v=${hmac(hmac(salted, "Server Key"), signed).toString("base64")}`;
    },
  };
}

function attributes(message: string): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(message.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
}
