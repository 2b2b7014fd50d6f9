import { noUserId } from "@musette/core";
import { expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { bundleProblems } from "./checks/bundle-problems.fixture.ts";
import { encodedBundle } from "./checks/encoded-bundle.fixture.ts";
import { observationsOf } from "./checks/find-observation.fixture.ts";
import { profileProblems, r4Problems } from "./checks/r4-problems.fixture.ts";
import { r5Problems } from "./checks/r5-problems.fixture.ts";
import { terraItems } from "./checks/terra-items.fixture.ts";

const types = Object.keys(terraItems) as readonly (keyof typeof terraItems)[];
const eventOf = (type: keyof typeof terraItems) => makeEvent({ type, body: terraItems[type] });
const bundleOf = (type: keyof typeof terraItems) => encodedBundle(eventOf(type), "R4");

test.each(types)("%s is valid in both versions", (type) => {
  expect(r4Problems(bundleOf(type))).toEqual([]);
  expect(bundleProblems(bundleOf(type), "R4")).toEqual([]);
  expect(bundleProblems(encodedBundle(eventOf(type), "R5"), "R5")).toEqual([]);
});

test("all fit the types of R5", () => {
  expect(r5Problems(types.map((type) => encodedBundle(eventOf(type), "R5")))).toEqual([]);
});

test.each([
  ["measurements_data.measurements.weight_kg", "bodyweight", 2],
  ["measurements_data.measurements.height_cm", "bodyheight", 1],
  ["measurements_data.measurements.BMI", "bmi", 1],
  ["blood_pressure_data.blood_pressure_samples", "vitalsigns", 1],
  ["temperature_data.body_temperature_samples.temperature_celsius", "bodytemp", 1],
])("%s holds HL7's vital sign profile %s", (field, profile, count) => {
  const found = observationsOf(bundleOf("body"), field);
  expect(found).toHaveLength(count);
  expect(found.flatMap((each) => profileProblems(each, profile))).toEqual([]);
});

/** Medplum cannot tell the slices of HL7's `bp` apart, not even in HL7's own example. */
test("a blood pressure has its two pressures, each in its own code", () => {
  const [pressure] = observationsOf(bundleOf("body"), "blood_pressure_data.blood_pressure_samples");
  expect(pressure?.code.coding?.[0]).toEqual({ system: "http://loinc.org", code: "85354-9" });
  const pressures = pressure?.component?.map(({ code, valueQuantity }) => [
    code.coding?.[0]?.code,
    valueQuantity?.value,
    valueQuantity?.code,
  ]);
  expect(pressures).toEqual([
    ["8480-6", 121, "mm[Hg]"],
    ["8462-4", 78, "mm[Hg]"],
  ]);
});

test("blood oxygen holds its profile, and muscle oxygen is not called that", () => {
  const [blood, muscle] = observationsOf(bundleOf("body"), "oxygen_data.saturation_samples.percentage");
  expect(profileProblems(blood, "oxygensat")).toEqual([]);
  expect(muscle?.code.coding?.map(({ code }) => code)).toEqual(["oxygen_data.saturation_samples.percentage"]);
});

test("a day has its numbers in the codes of a day", () => {
  const coded = (field: string) => {
    const [found] = observationsOf(bundleOf("daily"), field);
    return [found?.code.coding?.[0]?.code, found?.valueQuantity?.value, found?.valueQuantity?.code];
  };
  expect(coded("distance_data.steps")).toEqual(["41950-7", 11_302, "{steps}"]);
  expect(coded("calories_data.total_burned_calories")).toEqual(["41979-6", 2610.4, "kcal"]);
  expect(coded("heart_rate_data.summary.resting_hr_bpm")).toEqual(["40443-4", 52, "/min"]);
  expect(coded("heart_rate_data.summary.avg_hrv_rmssd")).toEqual([
    "heart_rate_data.summary.avg_hrv_rmssd",
    41.5,
    undefined,
  ]);
});

test("a night has its durations as components, and each stage until the next", () => {
  const [episode] = observationsOf(bundleOf("sleep"), "sleep_durations_data");
  const durations = episode?.component?.map(({ code, valueQuantity }) => [
    code.coding?.[0]?.code,
    valueQuantity?.value,
  ]);
  expect(durations).toContainEqual(["totalSleepTime", 23_400]);
  expect(durations).toHaveLength(7);
  const stages = observationsOf(bundleOf("sleep"), "sleep_durations_data.hypnogram_samples.level");
  expect(stages.map(({ valueCodeableConcept }) => valueCodeableConcept?.text)).toEqual([
    "Awake",
    "Light sleep",
    "Deep sleep",
    "Out of bed",
  ]);
  expect(stages.map(({ effectivePeriod }) => effectivePeriod?.end?.slice(11, 16))).toEqual([
    "00:18",
    "01:00",
    "02:25",
    "07:00",
  ]);
});

test("an athlete is a Patient with the same id as in that person's workouts", () => {
  const [athlete] = bundleOf("athlete").entry;
  expect(athlete?.resource).toMatchObject({
    resourceType: "Patient",
    name: [{ family: "Lovelace", given: ["Ada"] }],
    gender: "female",
    birthDate: "1990-12-10",
    telecom: [{ system: "email", value: "ada@example.com" }],
    address: [{ city: "London" }],
  });
  expect(bundleOf("daily").entry[0]?.fullUrl).toBe(athlete?.fullUrl);
});

test.each(["nutrition", "menstruation", "deauth"] as const)("%s is a document, whole", (type) => {
  const document = bundleOf(type).entry.find(({ resource }) => resource.resourceType === "DocumentReference");
  if (document?.resource.resourceType !== "DocumentReference") throw new Error("no document");
  const [content] = document.resource.content;
  const text = Buffer.from(content?.attachment.data ?? "", "base64").toString("utf8");
  expect(JSON.parse(text)).toEqual(terraItems[type]);
});

test("an item in which nothing can be mapped is a document too", () => {
  const body = { metadata: terraItems.body.metadata, ketone_data: null };
  const bundle = encodedBundle(makeEvent({ type: "body", body }), "R4");
  expect(bundle.entry.map(({ resource }) => resource.resourceType)).toContain("DocumentReference");
});

test("an event that names no user has no Patient", () => {
  const user = { user_id: noUserId, provider: "" };
  const bundle = encodedBundle(makeEvent({ type: "healthcheck", user, body: { type: "healthcheck" } }), "R4");
  expect(bundle.entry.map(({ resource }) => resource.resourceType)).toEqual([
    "DocumentReference",
    "Device",
    "Provenance",
  ]);
  expect(r4Problems(bundle)).toEqual([]);
  expect(bundleProblems(bundle, "R4")).toEqual([]);
});
