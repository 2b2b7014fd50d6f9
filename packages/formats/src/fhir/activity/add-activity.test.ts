import type { Activity } from "@musette/core";
import { expect, test } from "vitest";
import { makeEvent } from "../../event.fixture.ts";
import { makePelotonEvent } from "../../generated-events.fixture.ts";
import { encodedBundle } from "../checks/encoded-bundle.fixture.ts";
import { observationsOf } from "../checks/find-observation.fixture.ts";
import { readSampledData } from "../checks/read-sampled-data.fixture.ts";
import { codeSystems } from "../code-systems.ts";
import type { Observation, Provenance } from "../resources.ts";

const ride = makePelotonEvent({ seed: 7, durationSeconds: 120, hasGaps: true });
const activity = ride.item() as Activity;
const bundle = encodedBundle(ride, "R4");

function resources(resourceType: string) {
  return bundle.entry.flatMap(({ fullUrl, resource }) =>
    resource.resourceType === resourceType ? [{ fullUrl, resource }] : [],
  );
}

function workoutOf(from = bundle): Observation {
  const found = from.entry.find(
    ({ resource }) =>
      resource.resourceType === "Observation" &&
      resource.code.coding?.some(({ code }) => code === "73985-4") === true,
  );
  if (found?.resource.resourceType !== "Observation") throw new Error("no workout");
  return found.resource;
}

test("a ride is a Patient, two Devices, a workout with its members, series, and a Provenance", () => {
  expect(resources("Patient")).toHaveLength(1);
  expect(resources("Device")).toHaveLength(2);
  expect(resources("Provenance")).toHaveLength(1);
  expect(workoutOf()).toMatchObject({
    status: "final",
    code: {
      coding: [
        { system: codeSystems.pghd, code: "bikingStationary" },
        { system: codeSystems.loinc, code: "73985-4" },
        { system: codeSystems.terraActivityType, code: "18" },
      ],
    },
    valueCodeableConcept: {
      coding: [{ system: codeSystems.loinc, code: "LA11837-4" }],
      text: activity.metadata.name,
    },
    effectivePeriod: { start: activity.metadata.start_time, end: activity.metadata.end_time },
  });
});

test("members are quantities, and each that sums up a series says which", () => {
  const members = new Set(workoutOf().hasMember?.map(({ reference }) => reference));
  const series = new Set(
    bundle.entry.flatMap(({ fullUrl, resource }) =>
      resource.resourceType === "Observation" && resource.valueSampledData !== undefined ? [fullUrl] : [],
    ),
  );
  expect(series.size).toBe(6);
  expect(members.size).toBeGreaterThan(10);
  expect([...members].some((member) => series.has(member ?? ""))).toBe(false);
  const [power] = observationsOf(bundle, "power_data.avg_watts");
  expect(members).toContain(`urn:uuid:${power?.id}`);
  expect(power?.derivedFrom?.every(({ reference }) => series.has(reference ?? ""))).toBe(true);
});

test("numbers and series are those of the activity, to the last digit", () => {
  const value = (field: string) => observationsOf(bundle, field)[0]?.valueQuantity?.value;
  expect(value("power_data.avg_watts")).toBe(activity.power_data?.avg_watts);
  expect(value("distance_data.summary.distance_meters")).toBe(
    activity.distance_data?.summary?.distance_meters,
  );
  expect(value("work_data.work_kilojoules")).toBe(activity.work_data?.work_kilojoules);

  const [hr] = observationsOf(bundle, "heart_rate_data.detailed.hr_samples.bpm");
  if (hr?.valueSampledData === undefined) throw new Error("no heart rate series");
  const startMs = Date.parse(hr.effectivePeriod?.start ?? "");
  const read = readSampledData(hr.valueSampledData).map(([offsetMs, bpm]) => [startMs + offsetMs, bpm]);
  const samples = activity.heart_rate_data?.detailed?.hr_samples ?? [];
  expect(read.length).toBeGreaterThan(50);
  expect(read).toEqual(samples.map(({ timestamp, bpm }) => [Date.parse(timestamp ?? ""), bpm]));
});

test("no series is coded as a single heart rate, which validators hold to another profile", () => {
  expect(JSON.stringify(bundle)).not.toContain("8867-4");
});

test("the Provenance names Peloton's workout and who put the bundle together", () => {
  const [{ resource } = { resource: undefined }] = resources("Provenance");
  expect(resource as Provenance | undefined).toMatchObject({
    target: [{ reference: `urn:uuid:${workoutOf().id}` }],
    entity: [{ role: "source", what: { identifier: { value: activity.musette_data?.source.workout_id } } }],
  });
});

test("a workout that is still going on is preliminary", () => {
  const source = { ...activity.musette_data?.source, status: "IN_PROGRESS" };
  const body = { ...activity, musette_data: { ...activity.musette_data, source } };
  expect(workoutOf(encodedBundle(makeEvent({ body }), "R4")).status).toBe("preliminary");
});

test("uneven samples are one observation each in R4 and one series with offsets in R5", () => {
  const hr_samples = ["06:00:00.120000", "06:00:04.913000", "06:00:11.207000"].map((time, index) => ({
    timestamp: `2026-03-01T${time}+01:00`,
    bpm: 90 + index,
  }));
  const body = { metadata: { type: 8 }, heart_rate_data: { detailed: { hr_samples } } };
  const field = "heart_rate_data.detailed.hr_samples.bpm";
  const r4 = observationsOf(encodedBundle(makeEvent({ body }), "R4"), field);
  expect(r4.map((each) => [each.effectiveDateTime, each.valueQuantity?.value])).toEqual(
    hr_samples.map(({ timestamp, bpm }) => [timestamp, bpm]),
  );
  const r5 = observationsOf(encodedBundle(makeEvent({ body }), "R5"), field);
  expect(r5.map(({ valueSampledData }) => valueSampledData)).toMatchObject([
    { offsets: "0 4793 11087", data: "90 91 92" },
  ]);
});

test("kinds of workout that the guide has no word for keep Terra's number", () => {
  const { code, valueCodeableConcept } = workoutOf(
    encodedBundle(makeEvent({ body: { metadata: { type: 0 } } }), "R4"),
  );
  expect(code.coding?.map(({ code }) => code)).toEqual(["workout", "73985-4", "0"]);
  expect(valueCodeableConcept).toBeUndefined();
});
