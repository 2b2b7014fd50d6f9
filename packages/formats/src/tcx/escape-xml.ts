/** What XML 1.0 has no way to write: most control characters, lone surrogates, and two that are no characters. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser would make line feeds of carriage returns, and spaces of all three in an attribute.
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Text as it can stand in an element or a quoted attribute. What XML cannot write becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(unwritable, "\uFFFD")
    .replaceAll(/[&<>"\r\n\t]/g, (mark) => references[mark] ?? mark);
}
