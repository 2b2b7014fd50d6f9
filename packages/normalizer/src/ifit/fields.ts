/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of the spellings that the object has a value under: iFit writes snake_case and camelCase. */
export function field(object: JsonObject, ...spellings: readonly string[]): unknown {
  for (const spelling of spellings) {
    const value = object[spelling];
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

/** Null where the value is not a finite number. */
export function numberField(object: JsonObject, ...spellings: readonly string[]): number | null {
  const value = field(object, ...spellings);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Null where the value is not text, or is empty. A number (a software number, say) becomes text. */
export function textField(object: JsonObject, ...spellings: readonly string[]): string | null {
  const value = field(object, ...spellings);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** For metrics that cannot be 0: there, 0 stands for a missing measurement. */
export function zeroAsMissing(value: number | null): number | null {
  return value === 0 ? null : value;
}
