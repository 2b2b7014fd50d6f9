import { expect, test } from "vitest";
import { fitsStatement } from "./statement-bytes.ts";

const limitBytes = 200_000;
const roomBytes = limitBytes - 64 * 1024;

test("counts bytes, not characters", () => {
  expect(fitsStatement("x".repeat(roomBytes), limitBytes)).toBe(true);
  expect(fitsStatement("é".repeat(roomBytes / 2), limitBytes)).toBe(true);
  expect(fitsStatement("é".repeat(roomBytes / 2 + 1), limitBytes)).toBe(false);
});

test("counts quotes and backslashes twice, as they are sent", () => {
  expect(fitsStatement('"'.repeat(roomBytes / 2), limitBytes)).toBe(true);
  expect(fitsStatement('"'.repeat(roomBytes / 2 + 1), limitBytes)).toBe(false);
});
