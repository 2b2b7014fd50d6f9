import { printable } from "../printable.ts";

const wide = /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\uFF01-\uFF60]/u;

/** What a server said, on one line, as characters that each take their own place. */
export function oneLine(text: string): string {
  // What has no width of its own can hide text or turn its order around.
  return printable(text)
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** Columns of a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Exactly `width` columns: filled with spaces, or cut with an ellipsis. */
export function fit(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = clip(text, width);
  const spaces = " ".repeat(Math.max(0, width - widthOf(cut)));
  return align === "left" ? cut + spaces : spaces + cut;
}

/** At most `width` columns. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  let taken = 0;
  for (const character of text) {
    const more = widthOf(character);
    if (taken + more > width - 1) break;
    cut += character;
    taken += more;
  }
  return width > 0 ? `${cut}…` : "";
}

/** Lines of at most `width` columns, broken between words where there are any. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) line = longer;
    else {
      if (line !== "") lines.push(line);
      line = clip(word, width);
    }
  }
  return line === "" ? lines : [...lines, line];
}
