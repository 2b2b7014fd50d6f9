import { textAt } from "@musette/core";
import { addSummaries } from "../add-summaries.ts";
import { effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import type { Reference } from "../resources.ts";
import { addSeries } from "../series/add-series.ts";
import { dailySeries, dailySummaries } from "./daily-measures.ts";

/** Adds a day: an observation for each of its numbers, and its series. */
export function addDaily(bundle: EventBundle): readonly Reference[] {
  const time = (key: string) => textAt(bundle.item, "metadata", key);
  const effective = effectiveBetween(time("start_time"), time("end_time"));
  const { references, byField } = addSeries(bundle, dailySeries);
  return [...addSummaries(bundle, dailySummaries, effective, byField), ...references];
}
