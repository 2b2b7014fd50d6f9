import { createFakeClock } from "@musette/testing";
import { expect, it } from "vitest";
import { createRequestRate } from "./request-rate.ts";

const developer = (devId: string, requestsPerSecond: number | null) => ({
  devId,
  apiKey: "key",
  requestsPerSecond,
});

it("lets a burst through, then says how long to wait, per developer", async () => {
  const clock = createFakeClock();
  const takeToken = createRequestRate(clock);
  const slow = developer("slow", 2);
  expect([takeToken(slow), takeToken(slow), takeToken(slow)]).toEqual([undefined, undefined, 1]);
  expect(takeToken(developer("other", 2))).toBeUndefined();
  await clock.advance(500);
  expect(takeToken(slow)).toBeUndefined();
  expect(takeToken(slow)).toBe(1);
});

it("gives whole requests also below one a second", async () => {
  const clock = createFakeClock();
  const takeToken = createRequestRate(clock);
  const rare = developer("rare", 0.1);
  expect(takeToken(rare)).toBeUndefined();
  expect(takeToken(rare)).toBe(10);
  await clock.advance(10_000);
  expect(takeToken(rare)).toBeUndefined();
});

it("does not limit a developer without a limit", async () => {
  const takeToken = createRequestRate(createFakeClock());
  const free = developer("free", null);
  expect(Array.from({ length: 1_000 }, () => takeToken(free))).not.toContainEqual(expect.any(Number));
});
