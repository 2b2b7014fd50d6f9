import { codeSystems } from "../code-systems.ts";
import type { CodeableConcept, Coding } from "../resources.ts";
import type { Measure } from "./measure.ts";

/** The codes of a measure, the most widely known first; the model's own field is always among them. */
export function measureCode(measure: Omit<Measure, "unit" | "category">): CodeableConcept {
  const { loinc = [], pghd, field, text } = measure;
  const coding: Coding[] = [
    ...loinc.map((code) => ({ system: codeSystems.loinc, code })),
    ...(pghd === undefined ? [] : [{ system: codeSystems.pghd, code: pghd }]),
    { system: codeSystems.terraField, code: field },
  ];
  return { coding, text };
}
