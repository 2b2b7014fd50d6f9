import type { FormatName } from "@musette/core";
import { describe, expect, it } from "vitest";
import { encodeEvent } from "./encode-event.ts";
import { makeEvent } from "./event.fixture.ts";
import { makePelotonEvent } from "./generated-events.fixture.ts";
import { encodeJson } from "./json/encode-json.ts";

const ride = makePelotonEvent({ seed: 1, durationSeconds: 120 });

describe("encodeEvent", () => {
  it.each<[FormatName, string, string]>([
    ["json", "application/json", "json"],
    ["fit", "application/vnd.ant.fit", "fit"],
    ["tcx", "application/vnd.garmin.tcx+xml", "tcx"],
    ["fhir", "application/fhir+json", "fhir.json"],
    ["fhir-r5", "application/fhir+json", "fhir.json"],
  ])("writes an activity as %s", (format, contentType, extension) => {
    expect(encodeEvent(format, ride)).toMatchObject({ contentType, extension });
    expect(encodeEvent(format, ride)).toEqual(encodeEvent(format, ride));
  });

  it("writes what fit and tcx cannot carry as JSON", () => {
    const sleep = makeEvent({ type: "sleep", body: { metadata: { start_time: ride.startTime } } });
    const undated = makeEvent({ body: { metadata: {} } });
    const ancient = makeEvent({ body: { metadata: { start_time: "1970-01-01T00:00:00Z" } } });
    for (const event of [sleep, undated]) {
      expect(encodeEvent("fit", event)).toEqual(encodeJson(event));
      expect(encodeEvent("tcx", event)).toEqual(encodeJson(event));
    }
    // FIT counts from 1989.
    expect(encodeEvent("fit", ancient).extension).toBe("json");
    expect(encodeEvent("tcx", ancient).extension).toBe("tcx");
  });

  it("writes every type as fhir", () => {
    const auth = makeEvent({ type: "auth", body: { type: "auth", status: "success" } });
    expect(encodeEvent("fhir", auth).contentType).toBe("application/fhir+json");
  });

  it.each<FormatName>(["ndjson", "ndjson+gzip", "ndjson+zstd", "parquet"])(
    "writes one event by itself as JSON although %s puts batches together",
    (format) => {
      expect(encodeEvent(format, ride)).toEqual(encodeJson(ride));
    },
  );

  it("does not hide a mistake of an encoder", () => {
    const broken = makeEvent();
    const item = () => {
      throw new TypeError("broken");
    };
    expect(() => encodeEvent("fit", { ...broken, item })).toThrow(TypeError);
  });
});
