import type { KeyObject } from "node:crypto";
import type { Clock, SourceName } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { PrepareFiles } from "./prepare-files.ts";

/** `connect:` of the configuration. */
export interface ConnectSettings {
  /** Where browsers reach this server, without a slash at its end. */
  readonly publicUrl: string;
  /** Hosts, with a port where they have one, and schemes of apps (`com.example.app://`). */
  readonly redirectHosts: readonly string[];
  /** Of 32 bytes each. The first seals; all of them open. */
  readonly encryptionKeys: readonly KeyObject[];
}

/** What connecting works with. */
export interface ConnectOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Providers whose source is off cannot be connected; files are taken where `file` is on. */
  readonly sources: ReadonlySet<SourceName>;
  /** Null: nobody can connect an account here. */
  readonly connect: ConnectSettings | null;
  /** The form with an upload and its files, in bytes. */
  readonly maxBodyBytes: number;
  /** Forms being worked on at once, in bytes; more are put off. */
  readonly maxInFlightBytes: number;
  readonly prepareFiles: PrepareFiles;
  /** IANA name of the zone of local times in files, where neither they nor their sender say; null: unknown. */
  readonly fileZone?: string | null;
  /** Told of errors that nothing expected. Never given a payload or a token. */
  readonly onError: (error: unknown, path: string, requestId: string) => void;
}
