const minuteMs = 60_000;
/** As many as are kept. */
export const minutesKept = 60;

/** Counts by the minute, of the last hour. */
export interface MinuteCounts {
  add(count: number): void;
  /** 60 counts, oldest first; the last is of the minute that is running. */
  read(): readonly number[];
}

export function createMinuteCounts(now: () => number): MinuteCounts {
  const ring = new Float64Array(minutesKept);
  /** The newest minute that the ring has, counted from 1970. */
  let newest = Math.floor(now() / minuteMs);

  /** Empties the minutes that have begun since; a clock that was set back goes on in the newest. */
  function turn(): void {
    const minute = Math.floor(now() / minuteMs);
    for (let steps = Math.min(minute - newest, minutesKept); steps > 0; steps--) {
      ring[(minute - steps + 1) % minutesKept] = 0;
    }
    newest = Math.max(newest, minute);
  }

  return {
    add(count) {
      turn();
      const place = newest % minutesKept;
      ring[place] = (ring[place] ?? 0) + count;
    },
    read() {
      turn();
      return Array.from(ring, (_, index) => ring[(newest + 1 + index) % minutesKept] ?? 0);
    },
  };
}

/** When the first of the kept minutes began, Unix milliseconds. */
export function firstMinuteMs(nowMs: number): number {
  return (Math.floor(nowMs / minuteMs) - minutesKept + 1) * minuteMs;
}
