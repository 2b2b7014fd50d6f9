import type { Overview, OverviewDestination } from "@musette/console";
import { clip, oneLine, wrap } from "./fit-text.ts";
import { formatAge, formatCount } from "./format-quantity.ts";
import { styleOfStatus, type Paint } from "./paint.ts";

/**
 * What is wrong and what to do: a block of lines for each destination that wants something, the selected one
 * first and always.
 */
export function destinationNotes(
  { destinations, unconfigured, now }: Overview,
  selected: string | null,
  width: number,
  paint: Paint,
): readonly (readonly string[])[] {
  const wanting = destinations.filter(
    ({ name, status, advice }) => name === selected || status !== "healthy" || advice !== null,
  );
  const sorted = wanting.toSorted(
    (one, other) => Number(other.name === selected) - Number(one.name === selected),
  );
  const nowMs = Date.parse(now);
  return [
    ...sorted.map((destination) => describe(destination, nowMs, width, paint)),
    ...unconfigured.map(({ name, lagEvents, advice }) => [
      paint(
        "warning",
        clip(`${oneLine(name)} is not in the configuration, ${formatCount(lagEvents)} behind`, width),
      ),
      ...labelled("do", advice, width),
    ]),
  ];
}

function describe(
  { name, status, since, pausedBy, message, lastError, advice, delivered }: OverviewDestination,
  nowMs: number,
  width: number,
  paint: Paint,
): readonly string[] {
  const age = (at: string) => formatAge((nowMs - Date.parse(at)) / 1_000);
  const by = pausedBy === null ? "" : ` by ${pausedBy === "failure" ? "a failure" : `the ${pausedBy}`}`;
  const failure = lastError === null ? null : `last error ${lastError.code} ${age(lastError.at)} ago`;
  const count = `${formatCount(delivered)} delivered since the start`;
  const title = oneLine(`${name} ${status}${by} for ${age(since)}, ${failure ?? count}`);
  // A pause mostly repeats the error that it is about.
  const said = lastError?.message ?? null;
  const isRepeated = said !== null && message !== null && message.includes(said);
  return [
    paint(styleOfStatus(status), clip(title, width)),
    ...(message === null ? [] : labelled("why", message, width)),
    ...(advice === null ? [] : labelled("do", advice, width)),
    ...(said === null || isRepeated ? [] : labelled("last error", said, width)),
  ];
}

function labelled(label: string, text: string, width: number): readonly string[] {
  const indent = 14;
  return wrap(oneLine(text), Math.max(10, width - indent)).map((line, index) =>
    clip(`  ${(index === 0 ? label : "").padEnd(indent - 2)}${line}`, width),
  );
}
