/**
 * What a spreadsheet would take for a formula: a text that begins, after any white space, with one of
 * these marks, or with a tab or a line end. Some spreadsheets read the marks of East Asian width as well.
 */
const formula = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$|^$/;

export type CellValue = string | number | bigint | Date | null;

/**
 * One cell of a CSV file (RFC 4180). Nothing stands for null, `""` for an empty text; times are ISO 8601
 * in UTC.
 *
 * A text that a spreadsheet would run as a formula has an apostrophe before it, which spreadsheets take
 * for the mark of a text. A text that begins with an apostrophe gets another, so that the first one can
 * always be taken away again. Numbers are left as they are: `-2.5` is a number.
 */
export function csvCell(value: CellValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  const text = formula.test(value) || value.startsWith("'") ? `'${value}` : value;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
