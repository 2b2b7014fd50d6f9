import { LapTriggerMethod } from "@musette/core";
import { element } from "./element.ts";
import type { LapFacts } from "./lap-facts.ts";
import * as limits from "./limits.ts";
import type { Source } from "./read-source.ts";
import { trackpointXml } from "./trackpoint-xml.ts";

const triggers: ReadonlyMap<unknown, string> = new Map([
  [LapTriggerMethod.Distance, "Distance"],
  [LapTriggerMethod.Time, "Time"],
  [LapTriggerMethod.PositionStart, "Location"],
  [LapTriggerMethod.PositionLap, "Location"],
  [LapTriggerMethod.PositionWaypoint, "Location"],
  [LapTriggerMethod.PositionMarked, "Location"],
]);

/**
 * A `Lap`, its children in the order of the schema. Those that a lap must have, a distance, calories,
 * an intensity and a trigger, are 0, `Active` and `Manual` where they are not known.
 */
export function lapXml(facts: LapFacts, calories: number, source: Source): string {
  const { points, window } = facts;
  const isRun = source.sport === "Running";
  const maxCadence = limits.cadence(facts.maxCadence);
  const averageCadence = limits.cadence(facts.averageCadence);
  const extension = [
    element("x:AvgSpeed", facts.averageSpeed),
    isRun ? element("x:AvgRunCadence", averageCadence) : element("x:MaxBikeCadence", maxCadence),
    isRun ? element("x:MaxRunCadence", maxCadence) : "",
    element("x:Steps", limits.short(facts.steps)),
    element("x:AvgWatts", limits.short(facts.averageWatts)),
    element("x:MaxWatts", limits.short(facts.maxWatts)),
  ].join("");
  const track = points.map((point) => trackpointXml(point, source)).join("");
  return [
    `<Lap StartTime="${source.time(window.fromMs)}">\n`,
    element("TotalTimeSeconds", Math.max(0, facts.totalSeconds)),
    element("DistanceMeters", Math.max(0, facts.distanceMeters ?? 0)),
    element("MaximumSpeed", facts.maxSpeed),
    element("Calories", limits.short(calories) ?? 0),
    element("AverageHeartRateBpm", element("Value", limits.bpm(facts.averageBpm))),
    element("MaximumHeartRateBpm", element("Value", limits.bpm(facts.maxBpm))),
    element("Intensity", "Active"),
    isRun ? "" : element("Cadence", averageCadence),
    element("TriggerMethod", triggers.get(facts.trigger) ?? "Manual"),
    "\n",
    track === "" ? "" : `<Track>\n${track}</Track>\n`,
    element("Extensions", element("x:LX", extension)),
    "</Lap>\n",
  ].join("");
}
