import { numberAt, textAt, TimestampLocalization } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { escapeXml } from "./escape-xml.ts";

const offset = /[+-]\d{2}:\d{2}$/;

/**
 * What TCX has no words for and whoever reads the file back needs: whose activity it is, Terra's type of
 * it, and the local time. In an extension of ours, which other readers pass over.
 */
export function identityXml({ user }: FormatEvent, item: unknown): string {
  const attributes = {
    Provider: user.provider,
    SummaryId: textAt(item, "metadata", "summary_id"),
    Type: numberAt(item, "metadata", "type"),
    UtcOffset: localOffset(item),
  };
  const known = Object.entries(attributes).filter(([, value]) => value !== null && value !== "");
  const written = known.map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`);
  return `<Extensions><m:MusetteActivity xmlns:m="urn:musette:activity"${written.join("")}/></Extensions>\n`;
}

/** Null for times that are in UTC because nobody said where it was. */
function localOffset(item: unknown): string | null {
  const isUtc = numberAt(item, "metadata", "timestamp_localization") === TimestampLocalization.Utc;
  const startTime = textAt(item, "metadata", "start_time") ?? "";
  return isUtc ? null : (offset.exec(startTime)?.[0] ?? null);
}
