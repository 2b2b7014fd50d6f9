import { expect, test } from "vitest";
import { bundleProblems } from "./checks/bundle-problems.fixture.ts";
import { encodedBundle } from "./checks/encoded-bundle.fixture.ts";
import { generatedWorkouts } from "./checks/generated-workouts.fixture.ts";
import { r4Problems } from "./checks/r4-problems.fixture.ts";
import { r5Problems } from "./checks/r5-problems.fixture.ts";
import { encodeFhir } from "./encode-fhir.ts";

test.each(generatedWorkouts)("%s is valid R4", (_title, event) => {
  const bundle = encodedBundle(event, "R4");
  expect(r4Problems(bundle)).toEqual([]);
  expect(bundleProblems(bundle, "R4")).toEqual([]);
});

test.each(generatedWorkouts)("%s is well-formed R5", (_title, event) => {
  expect(bundleProblems(encodedBundle(event, "R5"), "R5")).toEqual([]);
});

test("every kind of workout fits the types of R5", () => {
  expect(r5Problems(generatedWorkouts.map(([, event]) => encodedBundle(event, "R5")))).toEqual([]);
});

test.each(generatedWorkouts)("%s has the same bytes however often it is encoded", (_title, event) => {
  const copy = { ...event, item: () => JSON.parse(event.json()) as unknown };
  for (const version of ["R4", "R5"] as const) {
    expect(encodeFhir(copy, version)).toEqual(encodeFhir(event, version));
  }
});

test("a newer copy of an event has the same resources, in a bundle of its own", () => {
  const [[, event] = []] = generatedWorkouts;
  if (event === undefined) throw new Error("no workout");
  const later = {
    ...event,
    id: "0b4c3a86-8a53-8c35-9d3e-0f6a6d1f9b10",
    receivedAtMs: event.receivedAtMs + 1,
  };
  const urls = (each: typeof event) => encodedBundle(each, "R4").entry.map(({ fullUrl }) => fullUrl);
  expect(urls(later)).toEqual(urls(event));
  expect(encodedBundle(later, "R4")).toMatchObject({ id: later.id, timestamp: "2025-10-09T08:53:20.001Z" });
});

test("the file is named and labelled as FHIR in JSON", () => {
  const [[, event] = []] = generatedWorkouts;
  if (event === undefined) throw new Error("no workout");
  const { contentType, extension } = encodeFhir(event, "R4");
  expect({ contentType, extension }).toEqual({
    contentType: "application/fhir+json",
    extension: "fhir.json",
  });
});
