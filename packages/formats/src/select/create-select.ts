import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";
import { keepIdentity } from "./keep-identity.ts";
import { modelShapes } from "./model/model-shapes.ts";
import { compilePaths } from "./paths/compile-paths.ts";
import { dropPaths } from "./paths/drop-paths.ts";
import { keepPaths } from "./paths/keep-paths.ts";
import { createThinSamples } from "./samples/create-thin-samples.ts";
import { findSamplePlaces } from "./samples/map-sample-lists.ts";
import type { SamplePlaces } from "./samples/map-sample-lists.ts";
import type { SampleSelection } from "./samples/sample-selection.ts";

export interface SelectOptions {
  /**
   * Dotted paths into the model that are kept, and nothing else is: `power_data`,
   * `lap_data.laps.*.avg_watts`, where `*` is every element of a list and every key of an object. The
   * name of a list alone goes on in each of its elements: `lap_data.laps.avg_watts` is the same.
   */
  readonly keep?: readonly string[];
  /** Such paths that are left out, of what is kept. */
  readonly drop?: readonly string[];
  readonly samples: SampleSelection;
}

/** The selected part of an item; the item itself where all of it is selected. Never changes the item. */
export type Select = (item: unknown, type: string) => unknown;

const samplePlaces: ReadonlyMap<string, SamplePlaces | undefined> = new Map(
  Object.entries(modelShapes).map(([type, shape]) => [type, findSamplePlaces(shape)]),
);

/**
 * Makes the selection of a destination. What identifies an item always stays: `start_time`, `end_time`,
 * `summary_id`, `type` and `upload_type` of its `metadata`. User events (`auth`, `deauth`, …) and types
 * that Terra adds later are not items of the model and pass whole. What does not change is shared with
 * the item, not copied.
 *
 * Paths are taken as they are; `checkPath` tells whether they lead anywhere.
 *
 * @throws {RangeError} when a step between samples is not a positive number of milliseconds.
 */
export function createSelect({ keep, drop, samples }: SelectOptions): Select {
  const kept = keep === undefined ? undefined : compilePaths(keep);
  const dropped = drop === undefined ? undefined : compilePaths(drop);
  const thinSamples = createThinSamples(samples);

  function selectFields(item: JsonObject): JsonObject {
    if (kept === undefined && dropped === undefined) return item;
    // What dropping leaves empty is not kept.
    const rest = dropped === undefined ? item : dropPaths(item, dropped);
    return keepIdentity(item, kept === undefined ? rest : keepPaths(rest, kept));
  }

  return function select(item, type) {
    if (!isJsonObject(item) || !samplePlaces.has(type)) return item;
    const places = samplePlaces.get(type);
    // Thinning reads timestamps, which the fields that are kept may not be among.
    return selectFields(places === undefined ? item : thinSamples(item, places));
  };
}
