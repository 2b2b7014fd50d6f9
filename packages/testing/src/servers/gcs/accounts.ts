import { createPublicKey, createVerify, generateKeyPairSync, randomUUID } from "node:crypto";
import { GcsFault } from "./answer.ts";

interface Account {
  readonly publicKey: string;
  /** Undefined: all. */
  readonly permissions: readonly string[] | undefined;
}

/** What a caller may do; undefined: everything. */
export type Grants = { readonly email: string; readonly permissions: readonly string[] } | undefined;

/** The service accounts that this server has made; tokens that one of them signed are good. */
export function createAccounts() {
  const accounts = new Map<string, Account>();

  return {
    /** Makes an account, and returns its key in the form of a credentials file. */
    make(permissions: readonly string[] | undefined): object {
      const { publicKey, privateKey } = generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
      });
      const client_email = `${randomUUID()}@emulator.iam.gserviceaccount.com`;
      accounts.set(client_email, { publicKey, permissions });
      const private_key_id = randomUUID();
      return {
        type: "service_account",
        project_id: "emulator",
        private_key_id,
        private_key: privateKey,
        client_email,
      };
    },

    /** @throws {GcsFault} 401 for a token that no account of this server signed, or that is too old. */
    grantsOf(authorization: string | undefined): Grants {
      // As other emulators, and unlike Google, this one takes whoever has no credentials at all.
      if (authorization === undefined) return undefined;
      const [head = "", claims = "", signature = ""] = authorization.replace(/^Bearer /, "").split(".");
      const { iss = "", exp = 0 } = decode(claims);
      const account = accounts.get(iss);
      const isGenuine =
        account !== undefined &&
        createVerify("RSA-SHA256")
          .update(`${head}.${claims}`)
          .verify(createPublicKey(account.publicKey), signature, "base64url");
      if (!isGenuine || exp * 1000 < Date.now()) throw new GcsFault(401, "authError", "Invalid Credentials");
      const { permissions } = account;
      return permissions && { email: iss, permissions };
    },
  };
}

function decode(part: string): { readonly iss?: string; readonly exp?: number } {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString()) as { iss?: string; exp?: number };
  } catch {
    return {};
  }
}
