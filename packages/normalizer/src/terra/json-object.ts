export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object; a list is not one. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
