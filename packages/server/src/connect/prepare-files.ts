/** Files of one person, as a browser sends them. */
export interface FileUpload {
  readonly developer: string;
  readonly user: { readonly userId: string; readonly referenceId: string | null };
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** IANA name of the zone of local times; null where nobody said. */
  readonly zone: string | null;
}

/** Files that have been read, and are not stored yet. */
export interface PreparedFiles {
  /** How many workouts are in them. */
  readonly workouts: number;
  /** What is wrong with the others, in words that name the file and the place in it. */
  readonly problems: readonly string[];
  /**
   * Stores the workouts as `POST /ingest/file` does; resolves when they are on disk.
   *
   * @throws {JournalError} when they could not be stored.
   */
  store(requestId: string): Promise<void>;
}

/** Reads uploaded files. In two steps, so that a link is used up only by files that can be read. */
export type PrepareFiles = (upload: FileUpload) => Promise<PreparedFiles>;
