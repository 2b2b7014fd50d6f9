/** The value at a path of keys; undefined where there is none. Vendor JSON may have any shape. */
export function valueAt(item: unknown, ...path: readonly string[]): unknown {
  let value = item;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

export function textAt(item: unknown, ...path: readonly string[]): string | null {
  const value = valueAt(item, ...path);
  return typeof value === "string" ? value : null;
}

export function numberAt(item: unknown, ...path: readonly string[]): number | null {
  const value = valueAt(item, ...path);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A bigint, because node:sqlite binds a number as a float. */
export function integerAt(item: unknown, ...path: readonly string[]): bigint | null {
  const value = valueAt(item, ...path);
  return Number.isSafeInteger(value) ? BigInt(value as number) : null;
}
