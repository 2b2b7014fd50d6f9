import { expect, test } from "vitest";
import { serverPlace } from "./server-place.ts";

test.each([
  ["postgres://ada:hunter2@db.example.com/health?sslmode=require", '"health" at db.example.com:5432'],
  ["postgres://ada:hunter2@db.example.com:6543", '"ada" at db.example.com:6543'],
  ["postgres:///health", '"health" at localhost:5432'],
])("%s is named without its password", (url, place) => {
  expect(serverPlace(url, 5432)).toBe(place);
});
