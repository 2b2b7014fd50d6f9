import { expect, it } from "vitest";
import { createMakePayload } from "./make-payload.ts";
import { payloads } from "./payloads.ts";
import { shortRun as run } from "../short-run.ts";

it("crashes at no payload, hangs at none and answers none 5xx", { timeout: 180_000 }, async () => {
  const { met, figures, notes } = await payloads.run(run);
  console.log(`payloads, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes }, null, 2)).toBe(true);
});

it("makes the same payload of the same seed and number, whatever was made before", () => {
  const [one, other] = [createMakePayload("peloton", 5), createMakePayload("peloton", 5)];
  const bytes = [one(7), other(3), other(7)].map((made) => Buffer.from(made.bytes).toString("latin1"));
  expect(bytes[2]).toBe(bytes[0]);
  expect(bytes[1]).not.toBe(bytes[0]);
});
