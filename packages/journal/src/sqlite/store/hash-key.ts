import { hash } from "node:crypto";

/** The hash under which a natural key is indexed: 128 bits, hexadecimal. */
export function hashKey(key: string): string {
  return hash("sha256", key, "hex").slice(0, 32);
}
