import { hash } from "node:crypto";
import type { Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { describeDeveloperFields } from "./describe-developer-fields.ts";
import { deviceEntries } from "./device.ts";
import { known } from "./entries.ts";
import { heartRateZones } from "./heart-rate-zones.ts";
import { lapEntries } from "./lap-entries.ts";
import { textOf } from "./loose.ts";
import { manufacturerOf } from "./manufacturers.ts";
import { fields, messages } from "./messages.ts";
import { sessionEntries } from "./session.ts";
import { setEntries } from "./sets.ts";
import { type Source, readSource } from "./source.ts";
import { writeTimeline } from "./timeline.ts";
import { createFitWriter, type FitWriter } from "./wire/fit-writer.ts";

const activityFile = 4;
const creator = 0;
const product = 0;
/** Of the encoder: raised when the same activity gets other bytes. */
const softwareVersion = 1;
const activityEvent = 26;
const stop = 1;
const manual = 0;

/**
 * An activity as a FIT activity file of one session: file_id, developer fields, the creating device,
 * records between timer events, sets, laps, session and activity, in the order that all readers take.
 * The same event always gives the same bytes.
 *
 * Times are whole seconds; values are rounded to FIT's units and clamped to what a field can hold. A
 * record lacks a value by FIT's invalid value; every other message leaves out what is not known.
 *
 * @throws {DeliveryError} `rejected` where the event is no activity, or has no start that FIT can state.
 * @see FIT SDK, "Encoding FIT activity files"; FIT profile 21.217
 */
export function encodeFit(event: FormatEvent): Encoded {
  const source = readSource(event);
  const session = sessionEntries(source);
  const sets = setEntries(source);
  const writer = createFitWriter();

  writeHead(writer, source);
  describeDeveloperFields(writer, [
    ...source.records.developer.map(({ field }) => field),
    ...session.developer.map(([field]) => field),
    ...sets.flatMap(({ developer }) => developer.map(([field]) => field)),
  ]);
  writeDevice(writer, source);
  writeTimeline(writer, source);
  for (const { own, developer } of sets) writer.write(messages.set, own, developer);
  for (const lap of lapEntries(source)) writer.write(messages.lap, lap);
  writer.write(messages.session, session.own, session.developer);
  const zones = heartRateZones(source);
  if (zones !== null) writer.write(messages.timeInZone, zones);
  writeActivity(writer, source);
  return { bytes: writer.finish(), contentType: "application/vnd.ant.fit", extension: "fit" };
}

function writeHead(writer: FitWriter, source: Source): void {
  const { fileId, fileCreator, workout } = fields;
  writer.write(
    messages.fileId,
    known([
      [fileId.type, activityFile],
      [fileId.manufacturer, manufacturerOf(source.provider, source.isThirdParty)],
      [fileId.product, product],
      [fileId.serialNumber, serialNumber(source)],
      [fileId.timeCreated, source.startSecond],
      [fileId.productName, textOf(source.activity.device_data?.name)],
    ]),
  );
  writer.write(messages.fileCreator, [[fileCreator.softwareVersion, softwareVersion]]);
  const name = textOf(source.activity.metadata.name);
  if (name === null) return;
  writer.write(messages.workout, [
    [workout.sport, source.sport.sport],
    [workout.validStepCount, 0],
    [workout.name, name],
    [workout.subSport, source.sport.subSport],
  ]);
}

/** Tells activities apart where the maker and the second of the start do not. Never 0, which is FIT's "none". */
function serialNumber({ provider, summaryId }: Source): number {
  return Number.parseInt(hash("sha256", `${provider}\n${summaryId}`, "hex").slice(0, 8), 16) || 1;
}

function writeDevice(writer: FitWriter, source: Source): void {
  const { deviceInfo } = fields;
  writer.write(
    messages.deviceInfo,
    known([
      [deviceInfo.timestamp, source.startSecond],
      [deviceInfo.deviceIndex, creator],
      [deviceInfo.manufacturer, manufacturerOf(source.provider, source.isThirdParty)],
      [deviceInfo.product, product],
      ...deviceEntries(source.activity),
    ]),
  );
}

function writeActivity(writer: FitWriter, source: Source): void {
  const { activity } = fields;
  writer.write(messages.activity, [
    [activity.timestamp, source.endSecond],
    [activity.totalTimerTime, source.running.totalSeconds],
    [activity.sessionCount, 1],
    [activity.type, manual],
    [activity.event, activityEvent],
    [activity.eventType, stop],
    [activity.localTimestamp, source.endSecond + source.offsetMinutes * 60],
  ]);
}
