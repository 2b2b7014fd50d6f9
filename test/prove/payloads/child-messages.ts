import type { Fate } from "./try-payload.ts";
import type { PayloadSource } from "./payload-source.ts";

/** What a child is given, as JSON in its first argument. */
export interface ChildTask {
  readonly source: PayloadSource;
  readonly seed: number;
  readonly count: number;
  /** Of the real server, to which every `sentEvery`-th payload is posted as well. */
  readonly url: string;
  readonly sentEvery: number;
}

/** A payload that did what none should. */
export interface Finding {
  readonly n: number;
  readonly what: string;
}

/** What a child says at the beginning of each portion, and at the end. */
export interface ChildReport {
  readonly done: number;
  readonly isEnd: boolean;
  readonly fates: Readonly<Record<Fate, number>>;
  /** Answers of the server by their status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** In use after a collection, oldest first. */
  readonly heapBytes: readonly number[];
  /** Without what was sent. */
  readonly triedSeconds: number;
  readonly slowestMs: number;
}
