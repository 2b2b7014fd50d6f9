import { expect, test } from "vitest";
import { makePelotonEvent } from "../../generated-events.fixture.ts";
import { encodedBundle, type EncodedBundle } from "./encoded-bundle.fixture.ts";
import { generatedWorkouts } from "./generated-workouts.fixture.ts";
import { r5SchemaProblems } from "./r5-schema-problems.fixture.ts";

const ride = makePelotonEvent({ seed: 3, durationSeconds: 60, hasGaps: false });
const json = JSON.stringify(encodedBundle(ride, "R5"));

test.each(generatedWorkouts)("%s is valid R5 by HL7's XML schema", async (_title, event) => {
  expect(await r5SchemaProblems(encodedBundle(event, "R5"))).toEqual([]);
});

test.each([
  ["a status outside the value set", '"status":"final"', '"status":"done"'],
  ["a missing status", '"status":"final",', ""],
  ["samples without the unit of their interval", /,"intervalUnit":"\w+"/, ""],
  ["two values", '"valueQuantity":{', '"valueString":"x","valueQuantity":{'],
  ["a time without its offset", /"start":"([^"]*)[+-]\d\d:\d\d"/, '"start":"$1"'],
])("the schema refuses %s", async (_what, from, to) => {
  const text = json.replace(from, to);
  expect(text).not.toBe(json);
  expect(await r5SchemaProblems(JSON.parse(text) as EncodedBundle)).not.toEqual([]);
});
