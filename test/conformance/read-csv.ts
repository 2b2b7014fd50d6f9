/**
 * Reads CSV as RFC 4180 says, after a byte order mark. The first line names the columns.
 *
 * @throws {Error} when a quote is not closed or has something behind it.
 */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  if (!text.startsWith("\ufeff")) throw new Error("there is no byte order mark");
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  const rows: string[][] = [];
  let row: string[] = [];
  cells.lastIndex = 1;
  while (cells.lastIndex < text.length) {
    const at = cells.lastIndex;
    const found = cells.exec(text);
    if (found === null) throw new Error(`not CSV at character ${at}`);
    const [, quoted, plain = "", end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  const [header = [], ...lines] = rows;
  return lines.map((line) => Object.fromEntries(line.map((cell, index) => [header[index] ?? index, cell])));
}
