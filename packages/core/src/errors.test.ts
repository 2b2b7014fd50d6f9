import { describe, expect, test, vi } from "vitest";
import { ConfigError, DeliveryError, deliveryCodes, IngestError, JournalError } from "./errors.ts";

const errors = [
  new ConfigError([
    { file: "musette.yaml", line: 14, column: 5, path: "server.port", message: "not a port" },
  ]),
  new IngestError("ingest.unidentified", "/data/0", "Terra item has no metadata."),
  new JournalError("journal.full", "The journal has reached its limit."),
  new DeliveryError("throttled", "S3 refused PutObject (503 SlowDown).", { retryAfterMs: 2000 }),
];
const classes = [ConfigError, IngestError, JournalError, DeliveryError];

describe.each(errors)("$name", (error) => {
  test("is an Error with a message, a code and a context", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.message).not.toBe("");
    expect(error.code).not.toBe("");
    expect(error.context).toEqual({});
  });

  test("is recognized as its own kind and as no other", () => {
    expect(classes.filter((kind) => kind.is(error)).map((kind) => kind.name)).toEqual([error.name]);
  });
});

test("an error of another copy of this package is recognized by its brand", async () => {
  vi.resetModules();
  const copy = await import("./errors.ts");
  const foreign = new copy.DeliveryError("timeout", "No answer within 5000 ms.");
  expect(foreign).not.toBeInstanceOf(DeliveryError);
  expect(DeliveryError.is(foreign)).toBe(true);
  expect(IngestError.is(foreign)).toBe(false);
});

test("nothing else is taken for one of ours", () => {
  for (const value of [null, undefined, "delivery", 0, {}, new Error("x"), { name: "DeliveryError" }]) {
    expect(classes.some((kind) => kind.is(value))).toBe(false);
  }
});

test("a configuration error lists every issue with its place", () => {
  const error = new ConfigError([
    { file: "musette.yaml", line: 14, column: 5, path: "destinations[1].regoin", message: "unknown key" },
    { file: "musette.yaml", line: 1, column: 1, path: "", message: "not a mapping" },
  ]);
  expect(error.message).toBe(
    "musette.yaml:14:5 destinations[1].regoin: unknown key\nmusette.yaml:1:1 not a mapping",
  );
  expect(error.issues).toHaveLength(2);
});

test("cause and context are kept, and no cause is invented", () => {
  const cause = new Error("ECONNREFUSED");
  const error = new DeliveryError("unavailable", "No connection.", { cause, context: { port: 5432 } });
  expect(error.cause).toBe(cause);
  expect(error.context).toEqual({ port: 5432 });
  expect(error.retryAfterMs).toBeUndefined();
  expect("cause" in new DeliveryError("unavailable", "No connection.")).toBe(false);
});

test("only missing permission and a missing target pause a destination", () => {
  const codes = Object.entries(deliveryCodes);
  expect(codes.filter(([, consequence]) => consequence === "pause").map(([code]) => code)).toEqual([
    "unauthorized",
    "not_found",
  ]);
  expect(codes.filter(([, consequence]) => consequence === "dead-letter").map(([code]) => code)).toEqual([
    "rejected",
    "too_large",
  ]);
});
