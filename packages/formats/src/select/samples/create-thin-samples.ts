import { createTimeReader } from "../../time/create-time-reader.ts";
import { isJsonObject } from "../json-object.ts";
import type { JsonObject } from "../json-object.ts";
import { mapSampleLists } from "./map-sample-lists.ts";
import type { SamplePlaces } from "./map-sample-lists.ts";
import type { SampleSelection } from "./sample-selection.ts";
import { thinList } from "./thin-list.ts";

type ThinSamples = (item: JsonObject, places: SamplePlaces) => JsonObject;
const none: readonly unknown[] = Object.freeze([]);

/**
 * Makes what takes a selection of the samples of an item. Readings are taken whole or not at all: none
 * of them stands for its neighbours.
 *
 * @throws {RangeError} when a step is not a positive number of milliseconds.
 */
export function createThinSamples(selection: SampleSelection): ThinSamples {
  if (selection === "all") return (item) => item;
  if (selection === "none") {
    return (item, places) =>
      mapSampleLists(item, places, (samples) => (samples.length === 0 ? samples : none));
  }
  const takesPeaks = "peaksEveryMs" in selection;
  const stepMs = takesPeaks ? selection.peaksEveryMs : selection.everyMs;
  if (!(stepMs > 0 && Number.isFinite(stepMs))) {
    throw new RangeError(`A step between samples must be a positive time, and is ${stepMs} ms.`);
  }
  const stepMicros = stepMs * 1_000;
  const readTime = createTimeReader();

  return function thinSamples(item, places) {
    const metadata = isJsonObject(item["metadata"]) ? item["metadata"] : {};
    const startMicros = readTime(metadata["start_time"]);
    const endMicros = readTime(metadata["end_time"]);
    // Lists of one item share their steps, whatever their first samples are.
    const originMicros = Number.isNaN(startMicros) ? 0 : startMicros;
    const lastStep = Number.isNaN(endMicros)
      ? Infinity
      : Math.ceil((endMicros - originMicros) / stepMicros) - 1;
    const stepOf = (sample: unknown): number | null => {
      const micros = isJsonObject(sample) ? readTime(sample["timestamp"]) : Number.NaN;
      return Number.isNaN(micros) ? null : Math.floor((micros - originMicros) / stepMicros);
    };
    return mapSampleLists(item, places, (samples, list) =>
      list.kind === "reading" ? samples : thinList(samples, list, { stepOf, lastStep, takesPeaks }),
    );
  };
}
