import type { ConnectorDefinition, DeliveryRecord } from "@musette/core";

/** Keys of one destination as they stand in the YAML file, without `name` and `type`. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** What the kit is pointed at: one connector, and how to make a fresh place for it. */
export interface ConformanceSubject {
  /** Shown in test names: `sql on postgres`. */
  readonly name: string;
  readonly definition: ConnectorDefinition;
  /** The module whose default export is `definition`; a child process loads it to be killed. */
  readonly moduleUrl: string;
  /**
   * Called once per case. Makes a fresh, empty place (a folder, a schema, a bucket); the server it
   * lives in is best started once, outside.
   */
  makeTarget(): Promise<ConformanceTarget>;
  /**
   * Cases that cannot apply to this destination, each with the reason, which is printed. Only the
   * cases that depend on what a destination can hold or has (`waivableCases`) may be named.
   */
  readonly notApplicable?: Readonly<Record<string, string>>;
  /** How long any single answer may take before the kit calls it hanging. @default 10_000 */
  readonly deadlineMs?: number;
  /** Chooses the records and the moments of the kills. @default 1 */
  readonly seed?: number;
}

/** A place that is empty at first, and the views of it that bypass the connector. */
export interface ConformanceTarget extends AsyncDisposable {
  readonly config: RawConfig;
  /** Secrets in `config` and `wrongCredentials`; no error and no log line may hold one. */
  readonly secrets: readonly string[];
  /** Everything that was delivered. For a store with one copy of each key: the copies it holds now. */
  readBack(): Promise<readonly StoredRecord[]>;
  /** All that is in the place, probes and temporary files too, as text that is equal when nothing changed. */
  snapshot(): Promise<string>;
  /**
   * The same config, but speaking to this address: for a dead and for a silent endpoint. Leave out
   * only where no network is involved.
   */
  readonly configAt?: (endpoint: { readonly host: string; readonly port: number }) => RawConfig;
  /** The same place with credentials that it refuses. */
  readonly wrongCredentials?: RawConfig;
  /** A bucket, table, topic, … that does not exist. */
  readonly missingPlace?: {
    readonly config: RawConfig;
    /** `not_found`: write and check say so. `created`: the connector makes the place on its own. */
    readonly outcome: "not_found" | "created";
  };
  /**
   * Makes the store itself refuse these records, and take all others. Called after a first successful
   * write, so that tables and the like exist.
   */
  readonly poison?: (records: readonly DeliveryRecord[]) => Promise<void>;
}

/** One delivered event, as the destination holds it. */
export interface StoredRecord {
  readonly id: string;
  readonly revision: number;
  /** The Terra item as JSON text. Not parsed and printed again: that would round large integers. */
  readonly json: string;
  /** How many times this event is there. */
  readonly copies: number;
}

/** What the kit needs of a test runner; vitest's and node:test's `describe` and `it` fit. */
export interface ConformanceRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>, timeoutMs: number): void;
  /** Told which cases were not applied, and what the kills came to. @default standard output */
  print?(line: string): void;
}
