import { expect, it } from "vitest";
import { createInFlight } from "./in-flight.ts";

it("bytes in flight are given back", () => {
  const inFlight = createInFlight(10);
  const [first, second] = [inFlight.open(), inFlight.open()];
  expect(first.resize(6)).toBe(true);
  expect(second.resize(5)).toBe(false);
  expect(inFlight.bytes).toBe(6);
  expect(second.resize(4)).toBe(true);
  expect(first.resize(7)).toBe(false);
  expect(first.resize(5)).toBe(true);
  expect(inFlight.bytes).toBe(9);
  first.giveBack();
  expect(second.resize(10)).toBe(true);
  second.giveBack();
  expect(inFlight.bytes).toBe(0);
});
