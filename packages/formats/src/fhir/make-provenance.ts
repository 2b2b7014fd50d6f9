import { textAt } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { codeSystems } from "./code-systems.ts";
import { fhirText } from "./fhir-text.ts";
import { identifierSystems } from "./identifier-systems.ts";
import type { Provenance, Reference } from "./resources.ts";

/**
 * Where the resources come from: put together by `software` out of what the provider calls by the item's
 * own id.
 */
export function makeProvenance(
  event: FormatEvent,
  software: Reference,
  target: readonly Reference[],
): Provenance {
  const item = event.item();
  const id =
    fhirText(textAt(item, "musette_data", "source", "workout_id")) ??
    fhirText(textAt(item, "metadata", "summary_id"));
  const provider = fhirText(event.user.provider);
  const identifier =
    id === undefined ? undefined : { system: identifierSystems.provider(event.user.provider), value: id };
  return {
    resourceType: "Provenance",
    target: [...target],
    recorded: new Date(event.receivedAtMs).toISOString(),
    agent: [
      {
        type: { coding: [{ system: codeSystems.provenanceParticipantType, code: "assembler" }] },
        who: software,
      },
    ],
    entity:
      (identifier ?? provider) === undefined
        ? undefined
        : [{ role: "source", what: { identifier, display: provider } }],
  };
}
