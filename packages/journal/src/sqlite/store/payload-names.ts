import type { Payload } from "../../journal.ts";

/**
 * Whether a payload is a user's: by its context or, where that names nobody because the payload itself
 * does (Terra's), by a member `user_id` in it. Only payloads of the user's developer are looked into.
 */
export function payloadNames(
  { context, developer, bytes }: Payload,
  user: { readonly userId: string; readonly developer: string | undefined },
): boolean {
  if (context.userId !== null) return context.userId === user.userId;
  if (developer !== user.developer) return false;
  const value = JSON.stringify(user.userId);
  return new TextDecoder()
    .decode(bytes)
    .split('"user_id"')
    .slice(1)
    .some((rest) => rest.replace(/^\s*:\s*/, "").startsWith(value));
}
