/** The number of a developer field, which the parser puts beside the fields of the profile; null without it. */
export function developerNumber(message: object, name: string): number | null {
  const value = (message as Readonly<Record<string, unknown>>)[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
