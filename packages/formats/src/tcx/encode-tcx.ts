import { type Encoded, textAt } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { creatorXml } from "./creator-xml.ts";
import { element } from "./element.ts";
import { escapeXml } from "./escape-xml.ts";
import { identityXml } from "./identity-xml.ts";
import { lapCalories } from "./lap-calories.ts";
import { lapFacts } from "./lap-facts.ts";
import { lapXml } from "./lap-xml.ts";
import { readSource } from "./read-source.ts";

const namespaces = [
  'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"',
  'xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(" ");

/**
 * An activity as a Training Center file of one `Activity`, valid against Garmin's schemas: laps with
 * their totals, and trackpoints with position, altitude, distance, heart rate, cadence, and, as Garmin's
 * activity extension has them, speed and power. The same event always gives the same bytes.
 *
 * Heart rate, cadence, power, steps and calories are whole numbers in TCX; everything else is written
 * as precisely as the activity has it, times to the millisecond. An extension of ours says whose activity
 * it is, so that the file is known again when it is read back. There is no place for resistance,
 * incline, stroke rate and class: choose json, fit or fhir for those.
 *
 * @throws {DeliveryError} `rejected` where the event is no activity, or has no start.
 * @see https://www8.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd and ActivityExtensionv2.xsd
 */
export function encodeTcx(event: FormatEvent): Encoded {
  const source = readSource(event);
  const { item, sport, startMs, time } = source;
  const laps = lapFacts(source);
  const calories = lapCalories(item, laps);
  const name = textAt(item, "metadata", "name");
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<TrainingCenterDatabase ${namespaces}>\n<Activities>\n<Activity Sport="${sport}">\n`,
    element("Id", time(startMs)),
    "\n",
    ...laps.map((lap, index) => lapXml(lap, calories[index] ?? 0, source)),
    name === null ? "" : element("Notes", escapeXml(name)),
    creatorXml(item),
    identityXml(event, item),
    "</Activity>\n</Activities>\n</TrainingCenterDatabase>\n",
  ].join("");
  return {
    bytes: Buffer.from(text),
    contentType: "application/vnd.garmin.tcx+xml",
    extension: "tcx",
  };
}
