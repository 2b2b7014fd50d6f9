import { numberAt, textAt } from "@musette/core";
import { addSummaries } from "../add-summaries.ts";
import { effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { distanceSeries, distanceSummaries } from "../measures/distance-measures.ts";
import { effortSeries, effortSummaries } from "../measures/effort-measures.ts";
import { heartRateSeries, heartRateSummaries } from "../measures/heart-rate-measures.ts";
import { makeObservation } from "../make-observation.ts";
import type { Reference } from "../resources.ts";
import { addSeries } from "../series/add-series.ts";
import { addHeartRateZones } from "./add-heart-rate-zones.ts";
import { machineSeries, machineSummaries } from "./machine-measures.ts";
import { movementSeries, movementSummaries, sportCodes } from "./movement-measures.ts";
import { workoutCode, workoutValue } from "./workout-code.ts";
import { workoutKinds } from "./workout-kinds.ts";

/**
 * Adds a workout: its series, its summaries, and the observation that has those as members, whose
 * reference is returned. Series are no members, as the guides want quantities there.
 */
export function addActivity(bundle: EventBundle): readonly Reference[] {
  const { item } = bundle;
  const type = numberAt(item, "metadata", "type");
  const kind = type === null ? undefined : workoutKinds.get(type);
  const codes = sportCodes(kind?.sport);
  const effective = effectiveBetween(
    textAt(item, "metadata", "start_time"),
    textAt(item, "metadata", "end_time"),
  );

  const { byField } = addSeries(bundle, [
    ...heartRateSeries("heart_rate_data", "activity"),
    ...movementSeries(codes),
    ...distanceSeries(codes.distance),
    ...effortSeries,
    ...machineSeries,
  ]);
  const summaries = [
    ...effortSummaries({ activeTime: "55411-3", energy: "55424-6" }),
    ...distanceSummaries("distance_data.summary", { distance: codes.distance, steps: "55423-8" }),
    ...heartRateSummaries("heart_rate_data", "activity", { mean: "55425-3", greatest: "55426-1" }),
    ...movementSummaries(codes),
    ...machineSummaries,
  ];
  const members = [
    ...addSummaries(bundle, summaries, effective, byField),
    ...addHeartRateZones(bundle, effective),
  ];

  const workout = makeObservation(bundle.context, "activity", workoutCode(type, kind), {
    ...effective,
    valueCodeableConcept: workoutValue(item, kind),
    hasMember: members.length > 0 ? members : undefined,
  });
  return [bundle.composer.add("activity", workout)];
}
