import type { KeyObject } from "node:crypto";
import type { ConnectorDefinition, FormatName } from "@musette/core";

/** The configuration, checked and with its defaults filled in. Frozen, except what a connector made. */
export interface MusetteConfig {
  readonly server: {
    readonly host: string;
    /** 0 lets the system choose a free port. */
    readonly port: number;
    /** Largest request body, after decompression. */
    readonly maxBodyBytes: number;
    /** Connections beyond these are closed at once. */
    readonly maxConnections: number;
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
    /** `zone`: of local times in files that name none; null: they stay without an offset. */
    readonly file: { readonly zone: string | null } | null;
  };
  readonly users: {
    /** Whether deauthenticating a user erases what is stored of it. */
    readonly eraseOnDeauth: boolean;
    /** Whether destinations are sent a `user.delete` event then. */
    readonly deleteEvents: boolean;
  };
  /** Null: nobody can connect an account here. */
  readonly connect: ConnectConfig | null;
  /** Null: `/admin` is closed. */
  readonly admin: AdminConfig | null;
  /** Null: nothing is traced. */
  readonly telemetry: TelemetryConfig | null;
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

export interface ConnectConfig {
  /** Without a slash at its end. May have a path: the server is then behind a proxy that takes it off. */
  readonly publicUrl: string;
  /** Hosts with their ports where they have one, and schemes of apps (`com.example.app://`). */
  readonly redirectHosts: readonly string[];
  /** Of 32 bytes each, at least one. The first seals; all of them open. */
  readonly encryptionKeys: readonly KeyObject[];
}

export interface AdminConfig {
  /** The bearer token of `/admin`. */
  readonly token: string;
  /** Lets look at everything and change nothing; null: there is none. */
  readonly viewerToken: string | null;
  /** Where operator events are posted; null: nowhere. */
  readonly events: {
    readonly url: string;
    readonly secret: string;
    readonly allowPrivate: boolean;
  } | null;
}

export interface TelemetryConfig {
  /** Where traces are sent by OTLP over HTTP. */
  readonly otlp: {
    /** Where they are posted, `/v1/traces` included. */
    readonly url: string;
    /** Sent with every post. They hold secrets. */
    readonly headers: Readonly<Record<string, string>>;
    /** Share of the traces that begin here and are sent, from 0 to 1. */
    readonly sampleRatio: number;
    readonly serviceName: string;
  };
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
  /**
   * The connector's own keys as written, with variables substituted; `options` is made of them. Two destinations
   * whose `definition` and `given` are equal may share an open connector. Holds secrets.
   */
  readonly given: Readonly<Record<string, unknown>>;
  /** The configured one, or the connector's default. One of `definition.formats`. */
  readonly format: FormatName;
  readonly only: OnlyConfig;
  /** Dotted paths into the model that are kept (null: all) and that are dropped of them (null: none). */
  readonly fields: {
    readonly keep: readonly string[] | null;
    readonly drop: readonly string[] | null;
  } | null;
  readonly samples: SamplesConfig;
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

/** Which samples a destination takes: those of each step only, or of each step the extremes. */
export type SamplesConfig = "all" | "none" | { readonly everyMs: number } | { readonly peaksEveryMs: number };

/** Which events a destination takes; null: all. */
export interface OnlyConfig {
  /** Terra's event types, lower case. */
  readonly types: readonly string[] | null;
  /** Terra's provider names, upper case. */
  readonly providers: readonly string[] | null;
  /** Terra user ids. */
  readonly users: readonly string[] | null;
}
