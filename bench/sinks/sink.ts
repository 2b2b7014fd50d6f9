import type { ConnectorDefinition, DeliveryRecord } from "@musette/core";

/** One kind of destination, as Musette's connector writes it and as a loop written by hand does. */
export interface Sink {
  readonly name: string;
  /** Events of one measurement: about a second's worth. */
  readonly events: number;
  /** Finds or starts the server. */
  open(): Promise<OpenSink | { readonly skipped: string }>;
}

export interface OpenSink extends AsyncDisposable {
  /** What answers there, with its version. */
  readonly server: string;
  readonly definition: ConnectorDefinition;
  /** A fresh, empty place, for one measurement. Tables and the like are there already. */
  makePlace(): Promise<SinkPlace>;
}

export interface SinkPlace extends AsyncDisposable {
  /** The connector's keys. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The same vendor's client, the same guarantee, the same bytes. */
  openByHand(): HandWriter;
  /** How many events are there, asked in another way than they were written. */
  count(): Promise<number>;
}

/** What a good engineer would write with the client alone. */
export interface HandWriter extends AsyncDisposable {
  /** Writes a batch and waits until the server has it. */
  write(records: readonly DeliveryRecord[]): Promise<void>;
}
