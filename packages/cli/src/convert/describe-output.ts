/** A line of the table of what was written. */
export interface WrittenFile {
  readonly file: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Of the one event in it; null where there are several. */
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly provider: string;
    readonly startTime: string | null;
  } | null;
  readonly events: number;
}

/** The table of what was written, for a terminal. */
export function describeOutputs(written: readonly WrittenFile[]): string {
  const header = ["file", "bytes", "start", "provider", "content"];
  const rows = written.map(({ file, bytes, contentType, event, events }) => [
    file,
    String(bytes),
    event?.startTime?.slice(0, 19) ?? "",
    event?.provider ?? "",
    event === null ? `${events} events, ${contentType}` : contentType,
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const numbers = 1;
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === numbers ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(header), ...rows.map(line)].join("\n");
}
