import { numberAt, textAt, valueAt } from "@musette/core";
import type { Effective } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { fhirText } from "../fhir-text.ts";
import { makeObservation } from "../make-observation.ts";
import { measureCode } from "../measures/measure-code.ts";
import { quantity } from "../quantity.ts";
import type { ObservationComponent, Reference } from "../resources.ts";

const path = ["heart_rate_data", "summary", "hr_zone_data"] as const;
const field = path.join(".");

/** Adds one observation with the time in each heart rate zone, where there is such a list. */
export function addHeartRateZones(bundle: EventBundle, effective: Effective): readonly Reference[] {
  const zones = valueAt(bundle.item, ...path);
  if (!Array.isArray(zones)) return [];
  const component = zones.flatMap((zone: unknown): readonly ObservationComponent[] => {
    const seconds = numberAt(zone, "duration_seconds");
    if (seconds === null) return [];
    const number = numberAt(zone, "zone");
    const text = fhirText(textAt(zone, "name")) ?? (number === null ? "Zone" : `Zone ${number}`);
    const code = measureCode({ field: `${field}.duration_seconds`, text });
    return [{ code, valueQuantity: quantity(seconds, "s") }];
  });
  if (component.length === 0) return [];
  const code = measureCode({ field, text: "Time in heart rate zones" });
  const resource = makeObservation(bundle.context, "activity", code, { ...effective, component });
  return [bundle.composer.add(field, resource)];
}
