import type { FormatEvent } from "../format-event.ts";
import type { ReadTime } from "../time/create-time-reader.ts";
import type { BundleComposer } from "./bundle-composer.ts";
import type { FhirVersion } from "./fhir-version.ts";
import type { ObservationContext } from "./make-observation.ts";

/** What the parts of one event's bundle are made from. */
export interface EventBundle {
  readonly event: FormatEvent;
  readonly version: FhirVersion;
  /** Whatever came: Terra's payloads are passed on unchecked. */
  readonly item: unknown;
  readonly composer: BundleComposer;
  readonly context: ObservationContext;
  readonly readTime: ReadTime;
}
