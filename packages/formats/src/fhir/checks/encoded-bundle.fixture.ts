import type { FormatEvent } from "../../format-event.ts";
import { encodeFhir } from "../encode-fhir.ts";
import type { FhirVersion } from "../fhir-version.ts";
import type { Resource } from "../resources.ts";

/** A bundle as a receiver parses it. */
export interface EncodedBundle {
  readonly resourceType: string;
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

export function encodedBundle(event: FormatEvent, version: FhirVersion): EncodedBundle {
  return JSON.parse(new TextDecoder().decode(encodeFhir(event, version).bytes)) as EncodedBundle;
}
