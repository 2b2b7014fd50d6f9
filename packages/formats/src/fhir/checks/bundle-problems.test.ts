import { expect, test } from "vitest";
import { makePelotonEvent } from "../../generated-events.fixture.ts";
import { bundleProblems } from "./bundle-problems.fixture.ts";
import type { EncodedBundle } from "./encoded-bundle.fixture.ts";
import { encodedBundle } from "./encoded-bundle.fixture.ts";
import { r4Problems } from "./r4-problems.fixture.ts";
import { r5Problems } from "./r5-problems.fixture.ts";

const ride = makePelotonEvent({ seed: 3, durationSeconds: 60, hasGaps: false });
const r4 = JSON.stringify(encodedBundle(ride, "R4"));
const r5 = JSON.stringify(encodedBundle(ride, "R5"));

function changed(json: string, from: string | RegExp, to: string): EncodedBundle {
  const text = json.replace(from, to);
  if (text === json) throw new Error(`Nothing to change at ${from}.`);
  return JSON.parse(text) as EncodedBundle;
}

const quantity = '"valueQuantity":{';
const sampled = /"data":"[^"]*"/;

test.each([
  ["a status outside the value set", '"status":"final"', '"status":"done"'],
  ["two values", quantity, `"valueString":"x",${quantity}`],
  ["a day that is none", /"start":"[^"T]*/, '"start":"2024-02-30'],
  ["a time without its offset", /"start":"([^"]*)[+-]\d\d:\d\d"/, '"start":"$1"'],
  ["a period that ends before it starts", /"end":"\d{4}/, '"end":"2001'],
  ["a unit that is none", '"code":"/min"', '"code":"bpm"'],
  ["a reference that leads nowhere", /"reference":"urn:uuid:./, '"reference":"urn:uuid:x'],
  ["samples with an exponent", sampled, '"data":"1 2e-7 3"'],
  ["the other version's SampledData", '"period":', '"interval":'],
  ["the same entry twice", /"entry":\[(\{.*?\}\]\}\}),/, '"entry":[$1,$1,'],
])("our own checks see %s", (_what, from, to) => {
  expect(bundleProblems(JSON.parse(r4) as EncodedBundle, "R4")).toEqual([]);
  expect(bundleProblems(changed(r4, from, to), "R4")).not.toEqual([]);
});

test.each([
  ["a missing status", '"status":"final",', ""],
  ["an unknown property", '"status":"final"', '"status":"final","state":"final"'],
  ["text for a number", /"value":\d+(\.\d+)?,"unit"/, '"value":"1","unit"'],
  ["SampledData without a period", /,"period":\d+/, ""],
])("the validators of R4 see %s", (_what, from, to) => {
  expect(r4Problems(changed(r4, from, to))).not.toEqual([]);
});

test.each([
  ["a status outside the value set", '"status":"final"', '"status":"done"'],
  ["a missing status", '"status":"final",', ""],
  ["R4's SampledData", '"interval":', '"period":'],
  ["R4's device name", /"name":\[\{"value":/, '"deviceName":[{"name":'],
])("the types of R5 refuse %s", (_what, from, to) => {
  expect(r5Problems([changed(r5, from, to)])).not.toEqual([]);
});

test("offsets that are fewer than the data are seen", () => {
  const uneven = changed(r5, /"interval":\d+/, '"offsets":"0 1000"');
  expect(bundleProblems(uneven, "R5").join()).toContain("not as many as data");
});
