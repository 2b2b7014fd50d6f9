const width = 24;
/** Without a terminal a line is written this often at most. */
const plainEveryMs = 15_000;
const liveEveryMs = 100;

export interface ProgressLine {
  show(done: number, total: number, note?: string): void;
  /** Leaves the line, so that what is printed next begins its own. */
  end(): void;
}

/**
 * How far a proof is, with the time it has taken and what is left at this rate: one line that moves in
 * a terminal, a plain line now and then elsewhere.
 */
export function progressLine(
  name: string,
  out: { readonly isTTY?: boolean; write(text: string): unknown } = process.stderr,
  now: () => number = () => performance.now(),
): ProgressLine {
  const startMs = now();
  let shownMs = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    show(done, total, note = "") {
      const atMs = now();
      const everyMs = out.isTTY === true ? liveEveryMs : plainEveryMs;
      if (atMs - shownMs < everyMs && done < total) return;
      shownMs = atMs;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const elapsedMs = atMs - startMs;
      const left = share > 0 && share < 1 ? `, ${duration((elapsedMs / share) * (1 - share))} left` : "";
      const filled = Math.round(share * width);
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const counts = `${count(done)}/${count(total)}`;
      const line = `  ${name.padEnd(16)} ${bar} ${counts}  ${duration(elapsedMs)}${left}${note === "" ? "" : `  ${note}`}`;
      out.write(out.isTTY === true ? `\r\u001B[K${line}` : `${line}\n`);
      isOpen = out.isTTY === true;
    },
    end() {
      if (isOpen) out.write("\n");
      isOpen = false;
    },
  };
}

function count(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** `4 s`, `3 min 05 s`. */
export function duration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
