import type { ObjectStore } from "./write-object.ts";

/** An object store that can also find and delete objects. Errors are the connector's `DeliveryError`s. */
export interface DeletingObjectStore extends ObjectStore {
  /** The paths of all objects that begin with `prefix`. */
  list(prefix: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The folders that begin with `prefix`, up to and with the next slash behind it. */
  folders(prefix: string, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Deletes an object; one that is gone already is no error.
   *
   * @param version Only while it is still this; whatever is there, when undefined.
   * @returns `changed` when it is another version by now.
   */
  remove(path: string, version: string | undefined, signal: AbortSignal): Promise<"removed" | "changed">;
}
