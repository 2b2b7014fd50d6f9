import type { RecordingDevice } from "../recording/recording.ts";
import { type TimeFrame, timeFrame } from "../recording/time-frame.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { xmlError } from "../xml/xml-error.ts";
import { attributeOf, childOf, childrenOf, numberOf, textOf } from "../xml/xml-fields.ts";
import { type Lap, readLap } from "./lap.ts";
import { type MusetteIdentity, readIdentity } from "./musette-identity.ts";
import type { Trackpoint } from "./trackpoint.ts";

/** One `Activity` of a file. */
export interface TcxActivity {
  readonly frame: TimeFrame;
  readonly startMs: number;
  readonly endMs: number;
  /** `Biking`, `Running` or `Other`. */
  readonly sport: string | null;
  /** iFit writes the title of the workout here, others whatever their user noted. */
  readonly notes: string | null;
  readonly device: Omit<RecordingDevice, "manufacturer">;
  /** Null in files of others. */
  readonly identity: MusetteIdentity | null;
  /** In the order of their starts; there is at least one. */
  readonly laps: readonly Lap[];
  /** Of all laps, in the order of their times. */
  readonly points: readonly Trackpoint[];
}

/** @throws {IngestError} that names line and column, for an activity without a start or without laps. */
export function readTcxActivity(activity: XmlElement, zone: string | null): TcxActivity {
  const lapElements = childrenOf(activity, "Lap");
  const [firstLap] = lapElements;
  if (firstLap === undefined) throw xmlError(activity, "This Activity has no Lap.");
  const identity = readIdentity(activity);
  const starts = [attributeOf(firstLap, "StartTime"), textOf(activity, "Id")];
  const frames = starts.map((start) => (start === null ? null : timeFrame(start, zone, identity?.utcOffset)));
  const frame = frames.find((each) => each !== null);
  if (frame === undefined)
    throw xmlError(activity, "Nothing says when this Activity began: its Id is no time.");
  const laps = lapElements
    .map((lap) => readLap(lap, frame))
    .sort((one, other) => one.startMs - other.startMs);
  const points = laps.flatMap((lap) => lap.points).sort((one, other) => one.timeMs - other.timeMs);
  const startMs = laps[0]?.startMs ?? 0;
  const lastPointMs = points.at(-1)?.timeMs ?? startMs;
  return {
    frame,
    startMs,
    endMs: laps.reduce((end, lap) => Math.max(end, lap.startMs + lap.totalSeconds * 1000), lastPointMs),
    sport: attributeOf(activity, "Sport")?.trim() ?? null,
    notes: textOf(activity, "Notes")?.trim() || null,
    device: readCreator(activity),
    identity,
    laps,
    points,
  };
}

function readCreator(activity: XmlElement): TcxActivity["device"] {
  const creator = childOf(activity, "Creator");
  if (creator === null) return { name: null, softwareVersion: null, serialNumber: null };
  const version = childOf(creator, "Version");
  const numbers = ["VersionMajor", "VersionMinor"].map((name) => version && numberOf(version, name));
  // A file must write these; zeros say that they are not known.
  const isVersioned = numbers.every((number) => number !== null) && numbers.some((number) => number !== 0);
  const unitId = numberOf(creator, "UnitId");
  return {
    name: textOf(creator, "Name")?.trim() || null,
    softwareVersion: isVersioned ? numbers.join(".") : null,
    serialNumber: unitId === null || unitId === 0 ? null : String(unitId),
  };
}
