/** A file that was named on the command line, or that is in a folder or zip that was. */
export interface InputFile {
  /** As it is shown: its path; in a zip, the zip's path and then its own: `export.zip/rides/a.fit`. */
  readonly name: string;
  /** After unpacking. */
  readonly sizeBytes: number;
  /** Unix milliseconds. */
  readonly modifiedAtMs: number;
  /** Reads it whole. Rejects with an error whose message says why it cannot be read. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Something that was named and cannot be taken. */
export interface RefusedInput {
  readonly name: string;
  readonly detail: string;
}
