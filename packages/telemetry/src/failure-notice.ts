/** That spans are lost, for the log. */
export interface LostSpans {
  /** Since the last notice. */
  readonly spans: number;
  /** A code of Node's (`ECONNREFUSED`), an HTTP status, or null where it is not known. */
  readonly code: string | number | null;
  readonly message: string;
}

export interface FailureNoticeOptions {
  /** At once, then at most once a minute. Never given a header of ours. */
  readonly onLost: (lost: LostSpans) => void;
  /** The collector takes spans again. */
  readonly onRecovered: () => void;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

export interface FailureNotice {
  /** @param error undefined where there was no room for them, because of what failed before. */
  lost(spans: number, error: Error | undefined): void;
  exported(): void;
}

const minuteMs = 60_000;

/** Tells of lost spans, but not of each: a collector that is away would fill the log. */
export function createFailureNotice(options: FailureNoticeOptions): FailureNotice {
  const { onLost, onRecovered, now = () => performance.now() } = options;
  let untold = 0;
  let toldAtMs = -Infinity;
  let isTold = false;
  let reason = { code: null as LostSpans["code"], message: "more spans are made than are taken" };

  return {
    lost(spans, error) {
      untold += spans;
      if (error !== undefined) reason = describe(error);
      if (now() - toldAtMs < minuteMs) return;
      toldAtMs = now();
      isTold = true;
      onLost({ spans: untold, ...reason });
      untold = 0;
    },
    exported() {
      if (!isTold) return;
      // The next failure is news only after the minute: a collector that comes and goes tells no more often.
      isTold = false;
      onRecovered();
    },
  };
}

function describe(error: Error): Pick<LostSpans, "code" | "message"> {
  const code = "code" in error ? error.code : null;
  return {
    code: typeof code === "string" || typeof code === "number" ? code : null,
    // Of an error of several addresses the message is empty.
    message: error.message || error.name,
  };
}
