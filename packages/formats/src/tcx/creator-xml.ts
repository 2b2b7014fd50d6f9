import { textAt } from "@musette/core";
import { element } from "./element.ts";
import { escapeXml } from "./escape-xml.ts";

const mostUnitId = 0xffff_ffff;
const mostVersion = 65_535;

/** The device, where it has a name. What a `Device_t` must have is 0 where it is not known. */
export function creatorXml(item: unknown): string {
  const name = textAt(item, "device_data", "name")?.trim().replaceAll(/\s+/g, " ") ?? "";
  if (name === "") return "";
  const unitId = wholeNumber(textAt(item, "device_data", "serial_number"), mostUnitId);
  const [major, minor] = versionOf(textAt(item, "device_data", "software_version") ?? "");
  const version = element("VersionMajor", major) + element("VersionMinor", minor);
  return [
    '<Creator xsi:type="Device_t">',
    element("Name", escapeXml(name)),
    element("UnitId", unitId),
    element("ProductID", 0),
    element("Version", version),
    "</Creator>\n",
  ].join("");
}

/** `12.6` and `12`; other forms of versions cannot be written. */
function versionOf(text: string): readonly [major: number, minor: number] {
  const [, major = "", minor = "0"] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return [wholeNumber(major, mostVersion), wholeNumber(minor, mostVersion)];
}

function wholeNumber(text: string | null, most: number): number {
  return text !== null && /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : 0;
}
