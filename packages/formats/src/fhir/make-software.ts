import type { FhirVersion } from "./fhir-version.ts";
import type { Device } from "./resources.ts";

const name = "Musette";
const type = "user-friendly-name";

/** Musette itself, which puts the bundle together. Without its version: the same event is the same bytes. */
export function makeSoftware(version: FhirVersion): Device {
  return version === "R4"
    ? { resourceType: "Device", deviceName: [{ name, type }] }
    : { resourceType: "Device", name: [{ value: name, type }] };
}
