import { textAt } from "@musette/core";
import type { Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { createTimeReader } from "../time/create-time-reader.ts";
import { addActivity } from "./activity/add-activity.ts";
import { addMachine } from "./add-machine.ts";
import { addBody } from "./body/add-body.ts";
import { createBundleComposer } from "./bundle-composer.ts";
import { addDaily } from "./daily/add-daily.ts";
import type { EventBundle } from "./event-bundle.ts";
import type { FhirVersion } from "./fhir-version.ts";
import { makeDocument } from "./make-document.ts";
import { makePatient } from "./make-patient.ts";
import { makeProvenance } from "./make-provenance.ts";
import { makeSoftware } from "./make-software.ts";
import type { Reference } from "./resources.ts";
import { addSleep } from "./sleep/add-sleep.ts";

const encoder = new TextEncoder();
const addItem: ReadonlyMap<string, (bundle: EventBundle) => readonly Reference[]> = new Map([
  ["activity", addActivity],
  ["athlete", ({ context: { subject } }) => (subject === undefined ? [] : [subject])],
  ["body", addBody],
  ["daily", addDaily],
  ["sleep", addSleep],
]);

/**
 * An event as a FHIR `Bundle` of type `collection`, in JSON: a Patient, the machine and Musette as
 * Devices, Observations, and a Provenance. Shaped after HL7's Personal Health Records guide, whose
 * profiles it does not claim; LOINC, UCUM and that guide's codes, and each field's path in Terra's model.
 *
 * - activity: one workout observation with the summaries as members; series as `SampledData`;
 * - body, daily, sleep: observations; athlete: a Patient;
 * - everything else, and an item in which nothing could be mapped: the whole item, as the JSON attachment
 *   of a DocumentReference.
 *
 * What an item does not say is left out. The same event always gives the same bytes, and all ids but the
 * bundle's own are those of every revision of it.
 *
 * @see docs/formats/fhir.md
 */
export function encodeFhir(event: FormatEvent, version: FhirVersion): Encoded {
  const item = event.item();
  const composer = createBundleComposer(event);
  const patient = makePatient(event.user, event.type === "athlete" ? item : undefined);
  const subject = patient && composer.addShared(`user/${event.user.user_id}`, patient);
  const device = addMachine(event, version, composer);
  const context = { status: statusOf(item), subject, device };
  const bundle = { event, version, item, composer, context, readTime: createTimeReader() };

  const found = addItem.get(event.type)?.(bundle) ?? [];
  const target = found.length > 0 ? found : [composer.add("document", makeDocument(event, subject))];
  const software = composer.addShared("musette", makeSoftware(version));
  composer.add("provenance", makeProvenance(event, software, target));
  return {
    bytes: encoder.encode(composer.toJson()),
    contentType: "application/fhir+json",
    extension: "fhir.json",
  };
}

/** A workout that is still going on will come again. */
function statusOf(item: unknown): "final" | "preliminary" {
  return textAt(item, "musette_data", "source", "status") === "IN_PROGRESS" ? "preliminary" : "final";
}
