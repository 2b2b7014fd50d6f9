import type { Activity } from "@musette/core";
import type { MaybeEntry } from "./entries.ts";
import { textOf } from "./loose.ts";
import { fields } from "./messages.ts";

const { deviceInfo } = fields;

/** What device_info can hold of the device: FIT's serial number and versions are numbers. */
export function deviceEntries({ device_data: device }: Activity): readonly MaybeEntry[] {
  return [
    [deviceInfo.serialNumber, wholeNumber(device?.serial_number, 0xff_ff_ff_ff)],
    [deviceInfo.softwareVersion, version(device?.software_version)],
    [deviceInfo.hardwareVersion, wholeNumber(device?.hardware_version, 0xfe)],
    [deviceInfo.productName, textOf(device?.name)],
  ];
}

function wholeNumber(value: unknown, most: number): number | null {
  const text = textOf(value);
  if (text === null || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const number = Number(text);
  return number <= most ? number : null;
}

/** Hundredths, as far as 16 bits go: `12.34`. */
function version(value: unknown): number | null {
  const text = textOf(value);
  if (text === null || !/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  const number = Number(text);
  return number <= 655.34 ? number : null;
}
