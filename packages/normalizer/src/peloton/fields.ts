/** A JSON object of which nothing is known yet. Look up only names that are written in the code. */
export type JsonObject = Readonly<Record<string, unknown>>;

const noFields: JsonObject = Object.freeze({});

/** From here on (the year 2255) a double no longer holds every microsecond. */
const firstInexactSeconds = 9_000_000_000;
/** No workout takes four months: more is not a number of seconds. */
export const longestSeconds = 10_000_000;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object without fields where the value is not an object. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : noFields;
}

/** An empty list where the value is not one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Null where the value is not a finite number. */
export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** For numbers that Peloton writes as 0 when it has none. */
export function nonZeroOf(value: unknown): number | null {
  const number = numberOf(value);
  return number === 0 ? null : number;
}

/** Null where the value is not text, or is empty (`peloton_id` of an import is `""`). */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function flagOf(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Seconds since the start of a workout: null where it is no number that could be such. */
export function secondsOf(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value <= longestSeconds ? value : null;
}

/** Unix seconds to Unix milliseconds: null where it is no instant from 1970 to 2255, or is 0. */
export function epochMsOf(value: unknown): number | null {
  const isInstant = typeof value === "number" && value > 0 && value < firstInexactSeconds;
  return isInstant ? value * 1000 : null;
}
