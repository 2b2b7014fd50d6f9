import { wallClockOffsetMinutes } from "../../wall-clock.ts";
import { zoneOffsetMinutes } from "../../zone-offset.ts";

/** The two abbreviations of a zone, the offsets that they are for, and the zone that most mean by them. */
interface Family {
  readonly labels: readonly string[];
  readonly offsetsMinutes: readonly number[];
  readonly zone: string;
}

const families: readonly Family[] = [
  { labels: ["EST", "EDT"], offsetsMinutes: [-300, -240], zone: "America/New_York" },
  { labels: ["CST", "CDT"], offsetsMinutes: [-360, -300], zone: "America/Chicago" },
  { labels: ["MST", "MDT"], offsetsMinutes: [-420, -360], zone: "America/Denver" },
  { labels: ["PST", "PDT"], offsetsMinutes: [-480, -420], zone: "America/Los_Angeles" },
  { labels: ["AKST", "AKDT"], offsetsMinutes: [-540, -480], zone: "America/Anchorage" },
  { labels: ["HST", "HDT"], offsetsMinutes: [-600, -540], zone: "Pacific/Honolulu" },
  { labels: ["AST", "ADT"], offsetsMinutes: [-240, -180], zone: "America/Halifax" },
  { labels: ["NST", "NDT"], offsetsMinutes: [-210, -150], zone: "America/St_Johns" },
  { labels: ["GMT", "BST"], offsetsMinutes: [0, 60], zone: "Europe/London" },
  { labels: ["CET", "CEST"], offsetsMinutes: [60, 120], zone: "Europe/Berlin" },
  { labels: ["AEST", "AEDT"], offsetsMinutes: [600, 660], zone: "Australia/Sydney" },
  { labels: ["ACST", "ACDT"], offsetsMinutes: [570, 630], zone: "Australia/Adelaide" },
  { labels: ["AWST"], offsetsMinutes: [480], zone: "Australia/Perth" },
];

const fixedOffset = /^([+-])(\d{2}):?(\d{2})?$/;
const january = 0;
const july = 6;

/**
 * Local time minus UTC, in minutes, of a time in the history with the label beside it.
 *
 * `(UTC)` and `(-07)` are what they say. `(CDT)` names a zone but not the season, as the label is the
 * one of the day of the export (January rows say CDT): so the clocks of the zone decide. That is the
 * configured zone where it uses the label, else the one that is best known by it. Any other label, or
 * none, leaves the configured zone.
 *
 * @param wallMs what the clocks showed, as Unix milliseconds of the same time in UTC.
 * @param zone the configured one; null where there is none.
 * @returns null where nothing says it.
 */
export function labelOffsetMinutes(label: string | null, wallMs: number, zone: string | null): number | null {
  if (label === "UTC") return 0;
  const [, sign, hours, minutes = "0"] = fixedOffset.exec(label ?? "") ?? [];
  if (hours !== undefined) {
    const distance = Number(hours) * 60 + Number(minutes);
    return sign === "-" ? 0 - distance : distance;
  }
  const family = families.find(({ labels }) => label !== null && labels.includes(label));
  const isConfigured = zone !== null && (family === undefined || usesLabel(zone, family, wallMs));
  const decisive = isConfigured ? zone : (family?.zone ?? null);
  return decisive === null ? null : wallClockOffsetMinutes(decisive, wallMs);
}

/** Phoenix uses MST throughout the year, so one of the two offsets is enough. */
function usesLabel(zone: string, { offsetsMinutes }: Family, wallMs: number): boolean {
  const year = new Date(wallMs).getUTCFullYear();
  return [january, july].every((month) => {
    const offset = zoneOffsetMinutes(zone, Date.UTC(year, month));
    return offset !== null && offsetsMinutes.includes(offset);
  });
}
