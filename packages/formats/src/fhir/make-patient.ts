import { noUserId, textAt } from "@musette/core";
import type { TerraUser } from "@musette/core";
import { fhirText } from "./fhir-text.ts";
import { fhirTime } from "./fhir-time.ts";
import { identifierSystems } from "./identifier-systems.ts";
import type { Identifier, Patient } from "./resources.ts";

const genders: ReadonlyMap<string, Patient["gender"]> = new Map([
  ["female", "female"],
  ["male", "male"],
  ["other", "other"],
]);

/**
 * The person whose an event is: identifiers alone, and what an athlete item says where there is one. A
 * gender that is none of FHIR's words, and a date of birth that is no day, are left out.
 *
 * @param athlete an athlete item; undefined for all other events.
 * @returns undefined where the event names no user.
 */
export function makePatient(user: TerraUser, athlete?: unknown): Patient | undefined {
  if (user.user_id === noUserId) return undefined;
  const at = (key: string) => fhirText(textAt(athlete, key));
  const family = at("last_name");
  const given = at("first_name");
  const email = at("email");
  const address = { city: at("city"), state: at("state"), country: at("country") };
  return {
    resourceType: "Patient",
    identifier: [...identifiersOf(user, at("provider_user_id"))],
    name:
      (family ?? given) === undefined
        ? undefined
        : [{ family, given: given === undefined ? undefined : [given] }],
    telecom: email === undefined ? undefined : [{ system: "email", value: email }],
    gender: genders.get((at("gender") ?? at("sex") ?? "").toLowerCase()),
    birthDate: fhirTime(at("date_of_birth"))?.value.slice(0, 10),
    address: Object.values(address).every((part) => part === undefined) ? undefined : [address],
  };
}

function identifiersOf(user: TerraUser, providerUserId: string | undefined): readonly Identifier[] {
  const pairs = [
    [identifierSystems.userId, user.user_id],
    [identifierSystems.referenceId, user.reference_id],
    [identifierSystems.provider(user.provider), providerUserId],
  ] as const;
  return pairs.flatMap(([system, id]) => {
    const value = fhirText(id);
    return value === undefined ? [] : [{ system, value }];
  });
}
