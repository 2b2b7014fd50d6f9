/** One row of the reliability table: a promise, the bar it is held to, and the script that tries to break it. */
export interface Proof {
  /** As it is named on the command line, `journal-model`. */
  readonly name: string;
  /** The case in words, for a reader of the table. */
  readonly title: string;
  /** What must hold, in words. */
  readonly bar: string;
  /**
   * Tries it. Resolves whether or not the bar is met; rejects only when it could not be tried to the
   * end, which counts as missed.
   */
  run(run: ProofRun): Promise<ProofResult>;
}

export interface ProofRun {
  /** `short` takes seconds, for CI; `full` is what the table publishes. */
  readonly scale: "short" | "full";
  /** All randomness comes from it. */
  readonly seed: number;
  /** Aborted when the person who runs it stops it: end what was started and reject. */
  readonly signal: AbortSignal;
  /** Shows how far it is; `note` is a few words, such as a rate. May be called as often as one likes. */
  progress(done: number, total: number, note?: string): void;
  /** Takes an SVG image for the published page, by its file name; absent where nothing is published. */
  readonly picture?: (name: string, svg: string) => void;
}

export interface ProofResult {
  readonly met: boolean;
  /** What was counted and measured, units in the names: `{ "acknowledged": 51234, "lost": 0 }`. */
  readonly figures: Readonly<Record<string, string | number>>;
  /** What a reader should know beside the figures: what failed, how to see it again. */
  readonly notes?: readonly string[];
  /** File names of its pictures. */
  readonly images?: readonly string[];
}
