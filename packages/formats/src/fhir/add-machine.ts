import { textAt, valueAt } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import type { BundleComposer } from "./bundle-composer.ts";
import type { FhirVersion } from "./fhir-version.ts";
import { makeDevice } from "./make-device.ts";
import type { Reference } from "./resources.ts";

/**
 * Adds the machine that an item names. It is the same one in all events of a person that name it alike;
 * its software may be newer.
 */
export function addMachine(
  event: FormatEvent,
  version: FhirVersion,
  composer: BundleComposer,
): Reference | undefined {
  const block = valueAt(event.item(), "device_data");
  const model = textAt(event.item(), "musette_data", "source", "device_type");
  const device = makeDevice(version, block, model);
  if (device === undefined) return undefined;
  const names = ["manufacturer", "name", "serial_number"].map((key) => textAt(block, key));
  const identity = JSON.stringify([event.user.user_id, event.user.provider, ...names, model]);
  return composer.addShared(`device/${identity}`, device);
}
