import { ActivityType } from "@musette/core";
import type { XmlElement } from "../xml/xml-element.ts";
import { attributeOf, childrenOf } from "../xml/xml-fields.ts";

/** What a TCX file that was written here says in an extension of ours. */
export interface MusetteIdentity {
  readonly provider: string;
  readonly summaryId: string;
  readonly activityType: ActivityType | null;
  /** Of the local time: `+01:00`. */
  readonly utcOffset: string | null;
}

const activityTypes: ReadonlySet<unknown> = new Set(Object.values(ActivityType));

/** Null where a file of others has no such extension, or it does not say whose activity it is. */
export function readIdentity(activity: XmlElement): MusetteIdentity | null {
  const extensions = childrenOf(activity, "Extensions");
  const [own] = extensions.flatMap((each) => childrenOf(each, "MusetteActivity"));
  if (own === undefined) return null;
  const provider = attributeOf(own, "Provider");
  const summaryId = attributeOf(own, "SummaryId");
  if (provider === null || summaryId === null) return null;
  const type = Number(attributeOf(own, "Type") ?? Number.NaN);
  const utcOffset = attributeOf(own, "UtcOffset");
  return {
    provider,
    summaryId,
    activityType: isActivityType(type) ? type : null,
    utcOffset: utcOffset !== null && /^[+-](?:0\d|1[0-4]):[0-5]\d$/.test(utcOffset) ? utcOffset : null,
  };
}

function isActivityType(type: number): type is ActivityType {
  return activityTypes.has(type);
}
