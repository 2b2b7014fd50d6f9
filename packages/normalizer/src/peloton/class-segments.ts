import type { ClassSegment } from "@musette/core";
import { isObject, type JsonObject, listOf, numberOf, objectOf, secondsOf, textOf } from "./fields.ts";

/** The plan of the class: from the performance graph, or else from `/api/ride/{id}/details`. */
export function classSegments(graph: JsonObject, rideDetails: JsonObject): readonly ClassSegment[] {
  const ofGraph = listOf(graph["segment_list"]);
  const stated = ofGraph.length > 0 ? ofGraph : listOf(objectOf(rideDetails["segments"])["segment_list"]);
  return stated.filter(isObject).map((segment) => ({
    name: textOf(segment["name"]),
    start_offset_seconds: secondsOf(segment["start_time_offset"]),
    length_seconds: secondsOf(segment["length"]),
    intensity_in_mets: numberOf(segment["intensity_in_mets"]),
    metrics_type: textOf(segment["metrics_type"]),
  }));
}
