import type { DeliveryRecord } from "../connector.ts";
import { objectPath } from "./object-path.ts";
import { writeObject } from "./write-object.ts";
import type { ObjectStore } from "./write-object.ts";
import type { ObjectLayout } from "./write-objects.ts";

/**
 * Writes one record's object where the layout puts it.
 *
 * @returns the object's path, which is the layout's or, where that is another item's, one of its own.
 * @throws {DeliveryError} when it was not written; `signal.reason` when stopped.
 */
export async function storeObject(
  store: ObjectStore,
  { prefix, path: template }: ObjectLayout,
  record: DeliveryRecord,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const path = objectPath({ prefix, template, record, extension: record.encode().extension });
  return await writeObject(store, path, record, signal);
}
