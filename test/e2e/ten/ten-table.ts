import type { HandedToTen } from "./hand-to-ten.ts";
import type { Found } from "./place.ts";

/** For a terminal: what was sent, then a line for each destination. */
export function tenTable({ expected, places }: HandedToTen): string {
  const same = places.filter(({ isSame }) => isSame).length;
  return [
    line("", "as", numbers(expected), "in the payload"),
    ...places.map(({ destination, client, found, isSame }) =>
      line(
        destination,
        client,
        found === undefined ? "nothing" : numbers(found),
        isSame ? "same" : "DIFFERS",
      ),
    ),
    "",
    `${same} of ${places.length} destinations have the ride as it was sent.`,
  ].join("\n");
}

function line(destination: string, client: string, found: string, verdict: string): string {
  return `  ${destination.padEnd(11)}  ${client.padEnd(16)}  ${found.padEnd(32)}  ${verdict}`;
}

function numbers({ distanceMeters, workKilojoules }: Found): string {
  return `${number(distanceMeters)} m  ${number(workKilojoules)} kJ`;
}

function number(value: number | null): string {
  const text = value === null ? "-" : value.toFixed(3);
  return text.padStart(10);
}
