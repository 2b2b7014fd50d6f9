import { codeSystems } from "./code-systems.ts";
import type { Category } from "./measures/measure.ts";
import type { CodeableConcept, Observation, Reference } from "./resources.ts";

/** What all observations of one event have in common. */
export interface ObservationContext {
  readonly status: "final" | "preliminary";
  /** Undefined where the event names no user. */
  readonly subject: Reference | undefined;
  /** The machine that measured, where it is known. */
  readonly device: Reference | undefined;
}

/** An observation; `found` says when, and what was found. */
export function makeObservation(
  { status, subject, device }: ObservationContext,
  category: Category,
  code: CodeableConcept,
  found: Partial<Observation>,
): Observation {
  return {
    resourceType: "Observation",
    status,
    category: [{ coding: [{ system: codeSystems.observationCategory, code: category }] }],
    code,
    subject,
    performer: subject && [subject],
    device,
    ...found,
  };
}
