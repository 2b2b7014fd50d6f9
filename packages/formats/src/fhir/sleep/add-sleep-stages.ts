import { numberAt, SleepLevel, textAt, valueAt } from "@musette/core";
import { codeSystems } from "../code-systems.ts";
import { effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { makeObservation } from "../make-observation.ts";
import { measureCode } from "../measures/measure-code.ts";
import type { Reference } from "../resources.ts";

const path = ["sleep_durations_data", "hypnogram_samples"] as const;
const field = `${path.join(".")}.level`;
const code = measureCode({ field, text: "Stage of sleep", pghd: "sleepAnalysis" });

/** Terra's levels, and the guide's words for those that it has (`sleep-analysis-codes`). */
const stages: ReadonlyMap<number, { readonly text: string; readonly pghd?: string }> = new Map([
  [SleepLevel.Unknown, { text: "Unknown" }],
  [SleepLevel.Awake, { text: "Awake", pghd: "awake" }],
  [SleepLevel.Sleeping, { text: "Asleep", pghd: "asleepUnspecified" }],
  [SleepLevel.OutOfBed, { text: "Out of bed" }],
  [SleepLevel.LightSleep, { text: "Light sleep", pghd: "asleepCore" }],
  [SleepLevel.DeepSleep, { text: "Deep sleep", pghd: "asleepDeep" }],
  [SleepLevel.RemSleep, { text: "REM sleep", pghd: "asleepREM" }],
]);

/** Adds an observation for each stage of a hypnogram, which lasts until the next one or the end. */
export function addSleepStages(bundle: EventBundle): readonly Reference[] {
  const samples: unknown = valueAt(bundle.item, ...path);
  if (!Array.isArray(samples)) return [];
  return samples.flatMap((sample: unknown, index): readonly Reference[] => {
    const level = numberAt(sample, "level");
    if (level === null) return [];
    const next: unknown = samples[index + 1];
    const end =
      textAt(next, "timestamp") ?? (next === undefined ? textAt(bundle.item, "metadata", "end_time") : null);
    const stage = stages.get(level);
    const guide =
      stage?.pghd === undefined ? [] : [{ system: codeSystems.pghdSleepAnalysis, code: stage.pghd }];
    const resource = makeObservation(bundle.context, "social-history", code, {
      ...effectiveBetween(textAt(sample, "timestamp"), end),
      valueCodeableConcept: {
        coding: [...guide, { system: codeSystems.terraSleepLevel, code: String(level) }],
        text: stage?.text,
      },
    });
    return [bundle.composer.add(`${field}/${index}`, resource)];
  });
}
