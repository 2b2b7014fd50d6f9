/** FHIR strings hold no control characters but tab and line ends (data type `string`). */
const forbidden = /[^\P{Cc}\t\n\r]/gu;

/** A value as FHIR allows text; undefined where nothing is left, because a string is never empty. */
export function fhirText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.toWellFormed().replace(forbidden, "").trim();
  return text === "" ? undefined : text;
}
