import type { FormatEvent } from "../format-event.ts";
import { codeSystems } from "./code-systems.ts";
import { fhirText } from "./fhir-text.ts";
import type { DocumentReference, Reference } from "./resources.ts";

/** An event whole, as the JSON text of its Terra item, for what has no resource of its own. */
export function makeDocument(event: FormatEvent, subject: Reference | undefined): DocumentReference {
  const code = fhirText(event.type) ?? "unknown";
  return {
    resourceType: "DocumentReference",
    status: "current",
    type: { coding: [{ system: codeSystems.terraEventType, code }] },
    subject,
    date: new Date(event.receivedAtMs).toISOString(),
    content: [
      {
        attachment: {
          contentType: "application/json",
          data: Buffer.from(event.json(), "utf8").toString("base64"),
        },
      },
    ],
  };
}
