import { destinationNotes } from "./destination-notes.ts";
import { destinationTable } from "./destination-table.ts";
import { clip, fit, oneLine, widthOf, wrap } from "./fit-text.ts";
import { formatAge } from "./format-quantity.ts";
import type { Paint } from "./paint.ts";
import { totals } from "./totals.ts";
import type { TopSize, TopView } from "./view.ts";

const keys = "↑↓ select   p pause   r resume   q quit";

/**
 * The lines of one picture: none is wider than the terminal, and there are at most as many as it has rows.
 * Nothing in them moves a cursor: what the server said is made printable.
 */
export function renderTop(view: TopView, { columns, rows }: TopSize, paint: Paint): readonly string[] {
  const { overview, problem, notice, selected } = view;
  const width = Math.max(20, columns);
  const top = [titleLine(view, width, paint)];
  if (problem !== null) {
    top.push(...wrap(oneLine(problem), width).map((line) => paint("alarm", line)));
  }
  const bottom = [
    ...(notice === null ? [] : [paint("title", clip(oneLine(notice), width))]),
    ...(selected === null ? [] : [paint("faint", clip(keys, width))]),
  ];
  if (overview === null) return [...top, "", ...bottom].slice(0, rows);

  const { heading, rows: all } = destinationTable(overview, selected, width, paint);
  const head = [...top, "", ...totals(overview, width, paint), "", heading];
  const isEmpty = all.length === 0 && "  no destination is configured: what arrives waits in the journal";
  const space = Math.max(1, rows - head.length - bottom.length);
  const position = Math.max(
    0,
    overview.destinations.findIndex(({ name }) => name === selected),
  );
  // The notes of the selected one are worth some rows of a long table.
  const shown = windowOf(all, position, all.length + 6 <= space ? space : Math.max(3, space - 6));
  const body = isEmpty === false ? shown : [clip(isEmpty, width)];
  const left = space - body.length - (bottom.length > 0 ? 1 : 0);
  const notes = destinationNotes(overview, selected, width, paint);
  const airy = notes.flatMap((note) => ["", ...note]);
  body.push(...(airy.length <= left ? airy : ["", ...notes.flat()].slice(0, Math.max(0, left))));
  const fill = selected === null ? [] : Array.from({ length: Math.max(0, space - body.length) }, () => "");
  return [...head, ...body, ...fill, ...bottom].slice(0, rows);
}

function titleLine({ overview, origin }: TopView, width: number, paint: Paint): string {
  if (overview === null) return paint("title", clip(`Musette  ${oneLine(origin)}`, width));
  const { version, uptimeSeconds, now } = overview;
  const clock = `${now.slice(11, 19)} UTC`;
  const left = `Musette ${oneLine(version)}  ${oneLine(origin)}  up ${formatAge(uptimeSeconds)}`;
  const room = width - widthOf(clock) - 1;
  return room < 30
    ? paint("title", clip(left, width))
    : `${paint("title", fit(left, room))} ${paint("faint", clock)}`;
}

/** At most `size` of the rows, the one at `position` among them; what is left out is said. */
function windowOf(all: readonly string[], position: number, size: number): string[] {
  if (all.length <= size) return [...all];
  const count = Math.max(1, size - 1);
  const from = Math.min(Math.max(0, position - Math.floor(count / 2)), all.length - count);
  return [...all.slice(from, from + count), `  … ${all.length - count} more`];
}
