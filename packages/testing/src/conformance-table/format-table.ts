import type { ConformanceRow } from "./conformance-rows.ts";

const header = ["connector and server", "guarantee", "passed", "failed", "skipped", "lost", "repeated"];

/** For a terminal. Reasons and failed cases stand below the table. */
export function formatTable(rows: readonly ConformanceRow[]): string {
  const cells = rows.map(cellsOf);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => pad(cell, column, widths[column] ?? 0)).join("  ")}`;
  const notes = rows.flatMap(({ subject, notApplicable, failures }) => [
    ...failures.map((failure) => `  FAILED ${subject}: ${failure}`),
    ...notApplicable.map((reason) => `  ${subject}: not applicable: ${reason}`),
  ]);
  return [
    line(header),
    line(widths.map((width) => "─".repeat(width))),
    ...cells.map(line),
    "",
    ...notes,
  ].join("\n");
}

/** The page `docs/conformance.md`. */
export function formatMarkdown(rows: readonly ConformanceRow[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const notes = rows.flatMap(({ subject, notApplicable }) =>
    notApplicable.map((reason) => `- ${subject}: ${reason}`),
  );
  return `# Conformance

Every connector is held to the guarantee it declares by the same kit: values kept intact, repeats,
older revisions, refusals, aborts, dead endpoints, secrets, and a process killed in the middle of a
write. This page is made by \`npm run conformance -- --write\`.

*Lost* and *repeated* are counted after the kills: records that were not there afterwards, and records
held more than once (which only an at-least-once destination may, under the same id).

${row(header)}
|${header.map(() => "---").join("|")}|
${rows.map((found) => row(cellsOf(found))).join("\n")}

Cases that do not apply, and why:

${notes.join("\n") || "none"}
`;
}

function cellsOf({ subject, guarantee, passed, failed, skipped, killed }: ConformanceRow): readonly string[] {
  const kills =
    killed === null ? ["-", "-"] : [`${killed.lost} of ${killed.records}`, String(killed.repeated)];
  return [subject, guarantee, String(passed), String(failed), String(skipped), ...kills];
}

/** Words to the left, numbers to the right. */
function pad(cell: string, column: number, width: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width);
}
