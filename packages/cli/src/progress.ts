const width = 24;

/** Shows how far a command has got: one line that moves on a terminal, a line each elsewhere. */
export function showProgress(done: number, total: number, what: string): void {
  const filled = Math.round((done / total) * width);
  const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
  const line = `  ${bar} ${done}/${total}  ${what}`;
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[K${line}${done === total ? "\n" : ""}` : `${line}\n`);
}
