import { styleText } from "node:util";

type Style = "title" | "faint" | "good" | "warning" | "bad" | "alarm" | "selected" | "graph";
const formats = {
  title: "bold",
  faint: "dim",
  good: "green",
  warning: "yellow",
  bad: "red",
  alarm: ["red", "bold"],
  selected: "inverse",
  graph: "cyan",
} as const satisfies Record<Style, Parameters<typeof styleText>[0]>;

/** Colours a text that is already cut to its width. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

export const colored: Paint = (style, text) =>
  styleText([formats[style]].flat(), text, { validateStream: false });

/** Of a destination's state. */
export function styleOfStatus(status: string): "good" | "warning" | "bad" {
  if (status === "healthy") return "good";
  return status === "degraded" ? "warning" : "bad";
}
