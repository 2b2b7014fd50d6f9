import { fhirTime } from "./fhir-time.ts";
import type { FhirTime } from "./fhir-time.ts";
import type { Observation, Period } from "./resources.ts";

/** When an observation holds: an instant or day, a period, or nothing where nobody says. */
export type Effective = Pick<Observation, "effectiveDateTime" | "_effectiveDateTime" | "effectivePeriod">;

/** At one time. */
export function effectiveAt(time: unknown): Effective {
  const at = fhirTime(time);
  if (at === undefined) return {};
  return {
    effectiveDateTime: at.value,
    ...(at.element !== undefined && { _effectiveDateTime: at.element }),
  };
}

/**
 * From one time to another. The end is left out where it lies before the start, or cannot be compared
 * with it, because only one of the two says its offset.
 */
export function effectiveBetween(startTime: unknown, endTime: unknown): Effective {
  const start = fhirTime(startTime);
  const end = fhirTime(endTime);
  const isOrdered =
    start === undefined || (end !== undefined && start.kind === end.kind && start.micros <= end.micros);
  const period: Period = {
    ...(start !== undefined && limit("start", start)),
    ...(end !== undefined && isOrdered && limit("end", end)),
  };
  return Object.keys(period).length === 0 ? {} : { effectivePeriod: period };
}

function limit(name: "start" | "end", time: FhirTime): Period {
  return { [name]: time.value, ...(time.element !== undefined && { [`_${name}`]: time.element }) };
}
