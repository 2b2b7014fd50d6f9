import { residentBytes } from "./resident-bytes.ts";

const everyMs = 20;

/** Looks at the resident memory of a process, which may be followed by another, and keeps the most. */
export function watchMemory(pid: () => number): Disposable & { peakBytes(): number } {
  let peakBytes = 0;
  const timer = setInterval(() => void look(), everyMs);

  async function look(): Promise<void> {
    // Between two processes there is none.
    const bytes = await residentBytes(pid()).catch(() => 0);
    peakBytes = Math.max(peakBytes, bytes);
  }

  return {
    peakBytes: () => peakBytes,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
