import { createSecretKey } from "node:crypto";
import * as z from "zod";

/** AES-256: what every one of `connect.encryption_key` is. */
const keyBytes = 32;
/** An app's own scheme, `com.example.app://`; never one that a browser runs or reads. */
const appScheme =
  /^(?!(?:https?|javascript|data|file|blob|about|vbscript|filesystem|ws|wss):)[a-z][a-z0-9+.-]*:\/\/$/;

const encryptionKey = z
  .string()
  .min(1)
  .refine(
    (text) => decodeKey(text) !== undefined,
    `expected ${keyBytes} bytes in hex or base64 (make one with: openssl rand -hex ${keyBytes})`,
  )
  .transform((text) => createSecretKey(decodeKey(text) ?? Buffer.alloc(0)));

const redirectHost = z
  .string()
  .refine(
    (text) => appScheme.test(text) || isHost(text),
    "expected a host such as app.example.com or localhost:3000, or an app's own scheme such as com.example.app://",
  );

/** `connect:`, where people connect their accounts. Keys come out as key objects, which nothing prints. */
export const connectSchema = z
  .strictObject({
    public_url: z
      .string()
      .refine(
        isBase,
        "expected an http:// or https:// URL without user name, password, query and fragment, such as https://musette.example.com",
      )
      .transform((text) => text.replace(/\/+$/, ""))
      .meta({ examples: ["https://musette.example.com"] })
      .describe("Where people's browsers reach this server"),
    redirect_hosts: z
      .array(redirectHost)
      .default([])
      .meta({ examples: [["app.example.com", "com.example.app://"]] })
      .describe(
        "Where people may be sent back to: hosts (https; http for localhost), and schemes of apps (com.example.app://)",
      ),
    encryption_key: z
      .union([encryptionKey, z.array(encryptionKey).min(1)])
      .meta({ secret: true, examples: ["${CONNECT_ENCRYPTION_KEY}"] })
      .describe(
        "32 bytes in hex or base64 that seal people's tokens; a list while it is being changed, newest first",
      ),
  })
  .transform((keys) => ({
    publicUrl: keys.public_url,
    redirectHosts: keys.redirect_hosts,
    encryptionKeys: Array.isArray(keys.encryption_key) ? keys.encryption_key : [keys.encryption_key],
  }));

function decodeKey(text: string): Buffer | undefined {
  const isHex = /^[0-9a-f]+$/i.test(text) && text.length === 2 * keyBytes;
  // Node skips what is not base64, so the alphabet is checked here.
  if (!isHex && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, isHex ? "hex" : "base64");
  return bytes.length === keyBytes ? bytes : undefined;
}

function isBase(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === "" && url.password === "" && !/[?#]/.test(text);
}

function isHost(text: string): boolean {
  // As a browser writes it: lower case, no path, no user name, punycode. A browser also takes odd ones,
  // such as *.example.com, which mean something else in a content security policy.
  return /^[\w.:[\]-]+$/.test(text) && URL.parse(`https://${text}/`)?.host === text;
}
