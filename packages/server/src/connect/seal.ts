import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  type CipherGCM,
  type KeyObject,
} from "node:crypto";
import type { SourceName } from "@musette/core";

/** Whose secret it is. Sealed for one owner, it does not open for another. */
export interface SealOwner {
  readonly userId: string;
  readonly source: SourceName;
}

export interface Sealer {
  seal(owner: SealOwner, text: string): Uint8Array;
  /**
   * The text that was sealed.
   *
   * @throws {Error} when none of the keys sealed it, it is another owner's, or it was changed.
   */
  open(owner: SealOwner, sealed: Uint8Array): string;
}

const algorithm = "aes-256-gcm";
/** Of the format; another one can be told from it. */
const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes + nonceBytes;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under the first key, and opens with whichever key sealed: so a key
 * is changed by putting the new one in front, and the old one can go when everything is sealed anew.
 *
 * Sealed: version (1 byte), key id (4), nonce (12, random), ciphertext, tag (16). The owner, the version and
 * the key id are authenticated with it.
 *
 * @param keys Of 32 bytes each; at least one.
 */
export function createSealer(keys: readonly KeyObject[]): Sealer {
  const known = new Map(keys.map((key) => [keyIdOf(key).toString("hex"), key]));
  const [sealing] = keys;
  if (sealing === undefined) throw new TypeError("A sealer needs at least one key.");
  const sealingId = keyIdOf(sealing);

  return {
    seal(owner, text) {
      const nonce = randomBytes(nonceBytes);
      const head = Buffer.concat([Buffer.of(version), sealingId, nonce]);
      const cipher: CipherGCM = createCipheriv(algorithm, sealing, nonce, { authTagLength: tagBytes });
      cipher.setAAD(associatedData(owner, head));
      return Buffer.concat([head, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(owner, sealed) {
      if (sealed.byteLength < headBytes + tagBytes || sealed[0] !== version) throw unreadable(owner, "form");
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const head = bytes.subarray(0, headBytes);
      const key = known.get(head.subarray(1, 1 + keyIdBytes).toString("hex"));
      if (key === undefined) throw unreadable(owner, "key");
      const decipher = createDecipheriv(algorithm, key, head.subarray(1 + keyIdBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(associatedData(owner, head));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(headBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch {
        throw unreadable(owner, "seal");
      }
    },
  };
}

/** Tells keys apart and says nothing of them. */
function keyIdOf(key: KeyObject): Buffer {
  return createHash("sha256")
    .update("musette key id\n")
    .update(key.export())
    .digest()
    .subarray(0, keyIdBytes);
}

function associatedData({ userId, source }: SealOwner, head: Buffer): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([source, userId]))]);
}

const reasons = {
  form: "it is not in a form known here",
  key: "none of the keys in connect.encryption_key sealed it; put the key that did behind the new one",
  seal: "it was changed, or was sealed for another user or source",
} as const;

function unreadable({ userId, source }: SealOwner, reason: keyof typeof reasons): Error {
  return new Error(`The ${source} connection of user ${userId} cannot be opened: ${reasons[reason]}.`);
}
