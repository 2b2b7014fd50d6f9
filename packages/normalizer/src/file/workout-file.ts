/** One file of an upload. */
export interface WorkoutFile {
  /** As its owner named it; only the ending and, for iFit's pair, the base name mean anything. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whose file it is, and what the file itself does not say. */
export interface FileUser {
  readonly userId: string;
  readonly referenceId: string | null;
  /** IANA name of the zone that local times are in which state none; null: then they have no offset. */
  readonly zone: string | null;
}
