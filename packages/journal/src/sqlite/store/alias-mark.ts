import { hash } from "node:crypto";
import type { NewEvent } from "../thread/protocol.ts";

/**
 * The forms in which an alias is indexed: one byte for the rank and 128 bits of hash, hexadecimal. Each
 * is of one user and type, so that no alias leads to another person's item.
 */
export function aliasMarks(
  { type, user }: Pick<NewEvent, "type" | "user">,
  aliasKey: string,
): { readonly summary: string; readonly full: string } {
  const digest = hash("sha256", JSON.stringify([type, user.userId, aliasKey]), "hex").slice(0, 32);
  return { summary: `00${digest}`, full: `01${digest}` };
}
