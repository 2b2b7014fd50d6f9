import { decodeText } from "../decode-text.ts";
import { fileError } from "../file-error.ts";
import type { WorkoutFile } from "../workout-file.ts";
import { parseXml } from "../xml/parse-xml.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { childOf, childrenOf, textOf } from "../xml/xml-fields.ts";
import { readTcxActivity, type TcxActivity } from "./tcx-activity.ts";

export interface Tcx {
  /** There is at least one. */
  readonly activities: readonly TcxActivity[];
  /** True where the file says that iFit wrote it: it then has peculiarities that others have not. */
  readonly isIfit: boolean;
}

/**
 * Reads a Training Center file: its activities, and those within multisport sessions. The order of
 * elements does not matter, as vendors do not keep to the schema's.
 *
 * @param zone of local times that state no offset.
 * @throws {IngestError} `ingest.malformed` with line and column.
 */
export function readTcx(file: WorkoutFile, zone: string | null): Tcx {
  const root = parseXml(file.name, decodeText(file), "TrainingCenterDatabase");
  const activities = childrenOf(root, "Activities").flatMap(activityElements);
  if (activities.length === 0) {
    throw fileError(
      "ingest.malformed",
      file.name,
      {},
      "The file holds no activity. Plans and courses (Workouts, Courses) are not workouts that were done.",
    );
  }
  const author = childOf(root, "Author");
  return {
    activities: activities.map((activity) => readTcxActivity(activity, zone)),
    isIfit: /^ifit\b/i.test((author && textOf(author, "Name"))?.trim() ?? ""),
  };
}

function activityElements(list: XmlElement): readonly XmlElement[] {
  const sessions = childrenOf(list, "MultiSportSession");
  const legs = sessions.flatMap((session) => [
    ...childrenOf(session, "FirstSport"),
    ...childrenOf(session, "NextSport"),
  ]);
  return [list, ...legs].flatMap((parent) => childrenOf(parent, "Activity"));
}
