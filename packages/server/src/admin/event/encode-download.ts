import type { WorkoutDownload } from "@musette/console";
import { DeliveryError, type Encoded } from "@musette/core";
import type { EventBody } from "@musette/delivery";
import {
  encodeFhir,
  encodeFit,
  encodeJson,
  encodeSummaryCsv,
  encodeTcx,
  type FormatEvent,
} from "@musette/formats";
import type { StoredEvent } from "@musette/journal";

const ofActivities = ["fit", "tcx", "fhir", "fhir-r5", "json", "csv"] as const;
const ofOthers = ["fhir", "fhir-r5", "json"] as const;

/** The formats that an event of this type can be had in. */
export function downloadsOf({ type }: Pick<StoredEvent, "type">): readonly WorkoutDownload[] {
  return type === "activity" ? ofActivities : ofOthers;
}

/** The event as a file of its own; in words why it cannot be one. */
export function encodeDownload(
  event: StoredEvent,
  body: EventBody,
  format: WorkoutDownload,
): Encoded | { readonly refusal: string } {
  const made: FormatEvent = {
    id: event.id,
    key: event.key,
    revision: event.revision,
    type: event.type,
    user: event.user,
    startTime: event.startTime,
    endTime: event.endTime,
    receivedAtMs: event.receivedAtMs,
    item: () => body.item(),
    json: () => body.json(),
  };
  try {
    return encode(made, format);
  } catch (error) {
    if (DeliveryError.is(error)) return { refusal: error.message };
    throw error;
  }
}

function encode(event: FormatEvent, format: WorkoutDownload): Encoded {
  switch (format) {
    case "fit":
      return encodeFit(event);
    case "tcx":
      return encodeTcx(event);
    case "fhir":
      return encodeFhir(event, "R4");
    case "fhir-r5":
      return encodeFhir(event, "R5");
    case "csv":
      return encodeSummaryCsv([event]);
    case "json":
      return encodeJson(event);
  }
}
