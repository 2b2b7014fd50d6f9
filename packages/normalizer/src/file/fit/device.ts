import { getFitGarminProductDisplayName, type ParsedFit } from "fit-file-parser";

/** The device that made the file: the creator among its devices, else what file_id says. */
export function deviceOf(fit: ParsedFit) {
  const file = fit.file_ids?.[0];
  const devices = fit.device_infos ?? [];
  // The parser turns index 0 into the profile's word for it.
  const isCreator = ({ device_index: index }: { readonly device_index?: unknown }): boolean =>
    index === "creator" || index === 0;
  const device = devices.find(isCreator);
  const manufacturer = device?.manufacturer ?? file?.manufacturer;
  const product = device?.product ?? file?.product;
  const garminName =
    manufacturer === "garmin" && product !== undefined ? getFitGarminProductDisplayName(product) : null;
  const text = (value: number | string | undefined): string | null =>
    value === undefined ? null : String(value);
  return {
    name: device?.product_name ?? file?.product_name ?? garminName,
    manufacturer: text(manufacturer),
    serial_number: text(device?.serial_number),
    software_version: text(device?.software_version),
    hardware_version: text(device?.hardware_version),
  };
}
