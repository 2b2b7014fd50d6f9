import { textAt } from "@musette/core";
import { fhirText } from "./fhir-text.ts";
import type { FhirVersion } from "./fhir-version.ts";
import type { Device } from "./resources.ts";

/**
 * A device of which a `device_data` block tells.
 *
 * @param modelNumber the vendor's own word for the machine.
 * @returns undefined where nothing is known of it.
 */
export function makeDevice(version: FhirVersion, block: unknown, modelNumber?: unknown): Device | undefined {
  const at = (key: string) => fhirText(textAt(block, key));
  const name = at("name");
  const versions = [
    { type: { text: "hardware" }, value: at("hardware_version") },
    { type: { text: "software" }, value: at("software_version") },
  ].flatMap(({ type, value }) => (value === undefined ? [] : [{ type, value }]));
  const facts = {
    manufacturer: at("manufacturer"),
    serialNumber: at("serial_number"),
    modelNumber: fhirText(modelNumber),
    version: versions.length > 0 ? versions : undefined,
  };
  const isKnown = [name, ...Object.values(facts)].some((fact) => fact !== undefined);
  if (!isKnown) return undefined;
  const device = { resourceType: "Device", ...facts } as const;
  if (name === undefined) return device;
  return version === "R4"
    ? { ...device, deviceName: [{ name, type: "user-friendly-name" }] }
    : { ...device, name: [{ value: name, type: "user-friendly-name" }] };
}
