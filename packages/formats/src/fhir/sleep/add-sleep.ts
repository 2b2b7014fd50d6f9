import { numberAt, textAt } from "@musette/core";
import { addSummaries } from "../add-summaries.ts";
import { codeSystems } from "../code-systems.ts";
import { effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { makeObservation } from "../make-observation.ts";
import { measureCode } from "../measures/measure-code.ts";
import { quantity } from "../quantity.ts";
import type { ObservationComponent, Reference } from "../resources.ts";
import { addSeries } from "../series/add-series.ts";
import { addSleepStages } from "./add-sleep-stages.ts";
import { sleepDurations } from "./sleep-durations.ts";
import { sleepSeries, sleepSummaries } from "./sleep-measures.ts";

/**
 * Adds a night or nap: the guide's sleep episode with the durations as its components and the other
 * numbers as its members, an observation for each stage, and the series.
 */
export function addSleep(bundle: EventBundle): readonly Reference[] {
  const time = (key: string) => textAt(bundle.item, "metadata", key);
  const effective = effectiveBetween(time("start_time"), time("end_time"));
  const { references, byField } = addSeries(bundle, sleepSeries);
  const members = addSummaries(bundle, sleepSummaries, effective, byField);
  const stages = addSleepStages(bundle);
  const component = durationsOf(bundle.item);
  if (component.length + members.length + stages.length + references.length === 0) return [];
  const code = measureCode({ field: "sleep_durations_data", text: "Sleep", pghd: "sleepEpisode" });
  const episode = makeObservation(bundle.context, "social-history", code, {
    ...effective,
    component: component.length > 0 ? component : undefined,
    hasMember: members.length > 0 ? [...members] : undefined,
  });
  return [bundle.composer.add("sleep", episode), ...stages];
}

function durationsOf(item: unknown): ObservationComponent[] {
  return sleepDurations.flatMap(({ pghdEpisode, unit, ...measure }) => {
    const value = numberAt(item, ...measure.field.split("."));
    if (value === null) return [];
    const { coding = [], text } = measureCode(measure);
    const guide =
      pghdEpisode === undefined ? [] : [{ system: codeSystems.pghdSleepEpisode, code: pghdEpisode }];
    return [{ code: { coding: [...guide, ...coding], text }, valueQuantity: quantity(value, unit) }];
  });
}
