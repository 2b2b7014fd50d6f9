import { documents } from "./documents.ts";
import { fullInstance } from "./full-instance.ts";

/** The types that come in a list, and the schema of one item. */
export const itemSchemas = {
  activity: "Activity",
  body: "Body",
  daily: "Daily",
  menstruation: "Menstruation",
  nutrition: "Nutrition",
  sleep: "Sleep",
} as const;

export type ItemType = keyof typeof itemSchemas;

/** An item with every member that the newer document has, and with a start, an end and an id. */
export function fullItem(type: ItemType, startTime: string, summaryId = `${type}-${startTime}`): unknown {
  const [newer] = documents;
  const schema = newer.at(`/components/schemas/${itemSchemas[type]}`) ?? {};
  const fixed = { start_time: startTime, end_time: startTime, summary_id: summaryId };
  return fullInstance(newer, schema, fixed);
}

/** Every member of an athlete. */
export function fullAthlete(): unknown {
  const [newer] = documents;
  return fullInstance(newer, newer.at("/components/schemas/Athlete") ?? {});
}

/** A webhook body as Terra sends it. */
export function terraWebhook(type: ItemType, userId: string, data: readonly unknown[]): unknown {
  return { type, user: { user_id: userId, provider: "PELOTON" }, data, version: "2022-03-16" };
}
