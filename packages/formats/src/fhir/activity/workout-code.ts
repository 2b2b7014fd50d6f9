import { textAt } from "@musette/core";
import { codeSystems } from "../code-systems.ts";
import { fhirText } from "../fhir-text.ts";
import type { CodeableConcept, Coding } from "../resources.ts";
import type { WorkoutKind } from "./workout-kinds.ts";

/** LOINC: exercise activity. */
const exerciseActivity = "73985-4";

/** What was done: the guide's word, LOINC's code for any exercise, and Terra's own number. */
export function workoutCode(type: number | null, kind: WorkoutKind | undefined): CodeableConcept {
  const coding: Coding[] = [
    { system: codeSystems.pghd, code: kind?.pghd ?? "workout" },
    { system: codeSystems.loinc, code: exerciseActivity },
    ...(type === null ? [] : [{ system: codeSystems.terraActivityType, code: String(type) }]),
  ];
  return { coding };
}

/** LOINC's answer to "exercise activity", and the workout's name. Undefined where there is neither. */
export function workoutValue(item: unknown, kind: WorkoutKind | undefined): CodeableConcept | undefined {
  const text = fhirText(textAt(item, "metadata", "name"));
  const answer = kind?.loincAnswer;
  if ((text ?? answer) === undefined) return undefined;
  return { coding: answer === undefined ? undefined : [{ system: codeSystems.loinc, code: answer }], text };
}
