import type { Overview } from "@musette/console";
import { clip, fit } from "./fit-text.ts";
import { formatBytes, formatCount } from "./format-quantity.ts";
import { minuteRate } from "./minute-rate.ts";
import type { Paint } from "./paint.ts";
import { sparkline } from "./sparkline.ts";

/** What is so full that somebody should look. */
const nearlyFull = 0.9;

/** What comes in and goes out, how full the journal is, and what was set aside. */
export function totals(overview: Overview, width: number, paint: Paint): readonly string[] {
  const { rates, now, journal, quarantined, deadLetters } = overview;
  const graphWidth = Math.min(60, Math.max(0, width - 26));
  const flow = (label: string, counts: readonly number[]) => {
    const rate = `${formatCount(minuteRate(counts, rates, now))}/min`;
    const text = clip(`${fit(label, 11)}${fit(rate, 11, "right")}`, width);
    return graphWidth === 0 ? text : `${text}  ${paint("graph", sparkline(counts, graphWidth))}`;
  };
  const { bytes, maxBytes, roomBytes, events } = journal;
  const limit = maxBytes === null ? "" : ` of ${formatBytes(maxBytes)}`;
  const room = roomBytes === null ? "" : `, room for ${formatBytes(roomBytes)}`;
  const isFull = roomBytes !== null && bytes > nearlyFull * (bytes + roomBytes);
  const stored = clip(
    `${fit("Journal", 11)}${formatBytes(bytes)}${limit}${room}, ${formatCount(events)} events`,
    width,
  );
  const aside = (count: number, what: string, command: string) =>
    count === 0 ? `${what} 0` : `${what} ${formatCount(count)} (musette ${command})`;
  const setAside = [
    aside(quarantined, "quarantine", "quarantine list"),
    aside(deadLetters, "dead letters", "dead-letters list"),
  ].join(", ");
  const asideLine = clip(`${fit("Set aside", 11)}${setAside}`, width);
  return [
    flow("In", rates.in),
    flow("Delivered", rates.out),
    isFull ? paint("alarm", stored) : stored,
    quarantined + deadLetters > 0 ? paint("warning", asideLine) : asideLine,
  ];
}
