import type { StoredEvent } from "@musette/journal";

/** A name for a downloaded file: nothing in it comes from a sender but letters, digits and dashes. */
export function contentDisposition({ type, startTime, id }: StoredEvent, extension: string): string {
  const day = startTime?.slice(0, 10) ?? "";
  const parts = [type, day, id.slice(0, 8)].map((part) => part.replace(/[^a-zA-Z0-9-]/g, "")).filter(Boolean);
  return `attachment; filename="${parts.join("-").slice(0, 80)}.${extension}"`;
}
