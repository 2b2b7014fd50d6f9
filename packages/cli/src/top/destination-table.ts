import type { Overview, OverviewDestination } from "@musette/console";
import { clip, fit, oneLine, widthOf } from "./fit-text.ts";
import { formatAge, formatCount } from "./format-quantity.ts";
import { minuteRate } from "./minute-rate.ts";
import { styleOfStatus, type Paint } from "./paint.ts";
import { sparkline } from "./sparkline.ts";

interface Column {
  readonly heading: string;
  readonly align?: "right";
  readonly cell: (destination: OverviewDestination, overview: Overview) => string;
  /** Left out, lowest first, where the terminal is too narrow. */
  readonly keep: number;
}

const always = Infinity;
const columns: readonly Column[] = [
  { heading: "NAME", keep: always, cell: ({ name }) => oneLine(name) },
  { heading: "TYPE", keep: 2, cell: ({ type }) => oneLine(type) },
  { heading: "STATE", keep: always, cell: ({ status }) => oneLine(status) },
  { heading: "BEHIND", keep: 7, align: "right", cell: ({ lagEvents }) => formatCount(lagEvents) },
  {
    heading: "OLDEST",
    keep: 6,
    align: "right",
    cell: ({ lagSeconds, lagEvents }) => (lagEvents === 0 ? "-" : formatAge(lagSeconds)),
  },
  { heading: "RETRY", keep: 1, align: "right", cell: ({ retries }) => formatCount(retries) },
  { heading: "DEAD", keep: 3, align: "right", cell: ({ deadLetters }) => formatCount(deadLetters) },
  {
    heading: "/MIN",
    keep: 5,
    align: "right",
    cell: ({ out }, { rates, now }) => formatCount(minuteRate(out, rates, now)),
  },
];
const gap = "  ";
/** A long name leaves room for the figures. */
const longestName = (width: number) => Math.min(32, Math.max(14, Math.floor(width / 4)));
const shortestGraph = 10;
/** The graph goes before the columns that are kept longer. */
const keepGraph = 4;

/** A line for each destination under its headings, in `width` columns; the rest of the width is the graph. */
export function destinationTable(
  overview: Overview,
  selected: string | null,
  width: number,
  paint: Paint,
): { readonly heading: string; readonly rows: readonly string[] } {
  const table = columns.map((column) => {
    const cells = overview.destinations.map((destination) => column.cell(destination, overview));
    const widest = Math.max(widthOf(column.heading), ...cells.map(widthOf));
    return {
      column,
      cells,
      width: column.heading === "NAME" ? Math.min(widest, longestName(width)) : widest,
    };
  });
  const marker = 2;
  let graphWidth = shortestGraph;
  const taken = () => marker + table.reduce((sum, column) => sum + column.width + gap.length, 0);
  while (taken() + graphWidth > width) {
    const least = table.reduce((found, candidate) =>
      candidate.column.keep < found.column.keep ? candidate : found,
    );
    if (graphWidth > 0 && least.column.keep > keepGraph) graphWidth = 0;
    else if (least.column.keep === always) break;
    else table.splice(table.indexOf(least), 1);
  }
  const over = Math.max(0, taken() - gap.length - width);
  for (const column of table) if (column.column.heading === "NAME") column.width -= over;
  const minutes = graphWidth === 0 ? 0 : Math.min(60, width - taken());
  const graphHeading = minutes === 0 ? "" : `LAST ${minutes} MIN`;
  const heading = [
    ...table.map(({ column, width }) => fit(column.heading, width, column.align)),
    graphHeading,
  ];
  const rows = overview.destinations.map((destination, row) => {
    const isSelected = destination.name === selected;
    const cells = table.map(({ column, cells, width }) => {
      const text = fit(cells[row] ?? "", width, column.align);
      if (column.heading === "STATE") return paint(styleOfStatus(destination.status), text);
      if (column.heading === "NAME" && isSelected) return paint("title", text);
      if (column.heading === "DEAD" && destination.deadLetters > 0) return paint("bad", text);
      return text;
    });
    const graph = minutes === 0 ? "" : paint("graph", sparkline(destination.out, minutes));
    return `${isSelected ? "▸ " : "  "}${[...cells, graph].join(gap)}`.trimEnd();
  });
  return { heading: paint("faint", clip(`  ${heading.join(gap)}`.trimEnd(), width)), rows };
}
