import { codeSystems } from "../code-systems.ts";
import type { Observation } from "../resources.ts";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";

/** The observations of a field of Terra's model. */
export function observationsOf(bundle: EncodedBundle, field: string): readonly Observation[] {
  return bundle.entry.flatMap(({ resource }) => {
    if (resource.resourceType !== "Observation") return [];
    const isOfField = resource.code.coding?.some(
      ({ system, code }) => system === codeSystems.terraField && code === field,
    );
    return isOfField === true ? [resource] : [];
  });
}
