import { createTimeReader } from "../time/create-time-reader.ts";
import type { Element } from "./resources.ts";

/** A time as FHIR writes it. */
export interface FhirTime {
  /** A `dateTime`: with its offset, or a day alone. */
  readonly value: string;
  /** What stands beside the value: the local time of day, which a `dateTime` without offset cannot hold. */
  readonly element?: Element;
  /** To compare times of one kind with. */
  readonly micros: number;
  readonly kind: "instant" | "local" | "day";
}

/** Our extension that keeps a local time, as it was written, where only its day can be said. */
export const localTimeExtension = "https://musette.dev/fhir/StructureDefinition/local-time";

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?(Z|[+-](?:0\d|1[0-3]):?[0-5]\d|[+-]14:?00)?)?$/;
const readTime = createTimeReader();

/**
 * An ISO 8601 time as a FHIR `dateTime`. Of a time without an offset, which FHIR does not allow, the day
 * is said and the rest goes into an extension. Undefined where it is no time or no day of the calendar.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function fhirTime(time: unknown): FhirTime | undefined {
  const parts = typeof time === "string" ? isoTime.exec(time) : null;
  if (parts === null) return undefined;
  const [text, year = "", month = "", day = "", hours, minutes, seconds = "00", offset] = parts;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) return { value: date, micros: readTime(`${date}T00:00`), kind: "day" };
  if (offset === undefined) {
    const element = { extension: [{ url: localTimeExtension, valueString: text }] };
    return { value: date, element, micros: readTime(text), kind: "local" };
  }
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  return {
    value: `${date}T${hours}:${minutes ?? "00"}:${seconds}${zone}`,
    micros: readTime(text),
    kind: "instant",
  };
}

/** `Date` takes 30 February for 1 March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
