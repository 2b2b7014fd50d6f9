import type { ConnectorDefinition, FormatName } from "@musette/core";

/** The configuration, checked and with its defaults filled in. Frozen, except what a connector made. */
export interface MusetteConfig {
  readonly server: {
    readonly host: string;
    /** 0 lets the system choose a free port. */
    readonly port: number;
    /** Largest request body, after decompression. */
    readonly maxBodyBytes: number;
    /** How long a stop waits for requests and deliveries in flight. */
    readonly shutdownTimeoutMs: number;
  };
  /** Who may call the API. At least one; `devId` is unique. */
  readonly developers: readonly DeveloperConfig[];
  readonly journal: JournalConfig;
  /** Null: the source is off, and `POST /ingest/{source}` answers 404. */
  readonly sources: {
    /** `signingSecret` null: `terra-signature` is not verified. */
    readonly terra: { readonly signingSecret: string | null } | null;
    readonly peloton: Readonly<Record<string, never>> | null;
    readonly ifit: Readonly<Record<string, never>> | null;
  };
  /** Package names as written; files as absolute paths (they are relative to the configuration file). */
  readonly plugins: readonly string[];
  /** Names are unique. */
  readonly destinations: readonly DestinationConfig[];
}

export interface DeveloperConfig {
  readonly devId: string;
  readonly apiKey: string;
  /** Above this the answer is 429; null: no limit. */
  readonly requestsPerSecond: number | null;
}

export interface JournalConfig {
  readonly type: "sqlite";
  /** As written; a relative path is relative to the current working directory. */
  readonly path: string;
  /** Events older than this, and delivered everywhere, are deleted; null keeps them. */
  readonly retentionMs: number | null;
  /** At this size the journal is full and ingestion answers 503; null: until the disk is full. */
  readonly maxBytes: number | null;
}

/** One configured use of a connector. */
export interface DestinationConfig {
  readonly name: string;
  readonly type: string;
  readonly definition: ConnectorDefinition;
  /** What `definition.config` made of the connector's own keys; pass it to `definition.open`. */
  readonly options: unknown;
  /** The configured one, or the connector's default. One of `definition.formats`. */
  readonly format: FormatName;
  readonly only: OnlyConfig;
  /** Wishes: delivery also keeps to `definition.limits`. */
  readonly batch: { readonly records: number; readonly bytes: number; readonly waitMs: number };
  readonly retry: { readonly firstMs: number; readonly longestMs: number; readonly giveUpAfterMs: number };
  readonly limits: {
    /** Batches in flight at once. */
    readonly concurrency: number;
    /** Records a second; null: no limit. */
    readonly perSecond: number | null;
    /** How long one write may take before it is aborted. */
    readonly timeoutMs: number;
  };
  /** Name of the destination whose store holds what is too large for this one; null: there is none. */
  readonly claimCheck: string | null;
  readonly start: "beginning" | "now";
  readonly paused: boolean;
}

/** Which events a destination takes; null: all. */
export interface OnlyConfig {
  /** Terra's event types, lower case. */
  readonly types: readonly string[] | null;
  /** Terra's provider names, upper case. */
  readonly providers: readonly string[] | null;
  /** Terra user ids. */
  readonly users: readonly string[] | null;
}
