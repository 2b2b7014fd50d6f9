import { numberAt, textAt, valueAt } from "@musette/core";
import { effectiveAt } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { makeObservation } from "../make-observation.ts";
import { measureCode } from "../measures/measure-code.ts";
import { quantity } from "../quantity.ts";
import type { Reference } from "../resources.ts";

const path = ["blood_pressure_data", "blood_pressure_samples"] as const;
const field = path.join(".");
const code = measureCode({ field, text: "Blood pressure", loinc: ["85354-9"], pghd: "bloodPressure" });
const pressures = [
  { key: "systolic_bp", text: "Systolic blood pressure", loinc: ["8480-6"], pghd: "bloodPressureSystolic" },
  {
    key: "diastolic_bp",
    text: "Diastolic blood pressure",
    loinc: ["8462-4"],
    pghd: "bloodPressureDiastolic",
  },
] as const;

/** Adds an observation for each blood pressure reading, its two pressures as components. */
export function addBloodPressures(bundle: EventBundle): readonly Reference[] {
  const samples = valueAt(bundle.item, ...path);
  if (!Array.isArray(samples)) return [];
  return samples.flatMap((sample: unknown, index): readonly Reference[] => {
    const component = pressures.flatMap(({ key, ...measure }) => {
      const value = numberAt(sample, key);
      if (value === null) return [];
      const code = measureCode({ ...measure, field: `${field}.${key}` });
      return [{ code, valueQuantity: quantity(value, "mm[Hg]") }];
    });
    if (component.length === 0) return [];
    const found = { ...effectiveAt(textAt(sample, "timestamp")), component };
    const resource = makeObservation(bundle.context, "vital-signs", code, found);
    return [bundle.composer.add(`${field}/${index}`, resource)];
  });
}
