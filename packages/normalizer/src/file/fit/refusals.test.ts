import { IngestError, type NormalizedEvent } from "@musette/core";
import { FitBaseType, FitEncoder } from "fit-file-parser/encoder";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkoutFile } from "../workout-file.ts";
import { fitFile, type StoredMessage } from "./fit-file.fixture.ts";
import { garminRun, sessionOf } from "./garmin-run.fixture.ts";
import { readFit } from "./read-fit.ts";

const user = { userId: "rider", referenceId: null, zone: null };
const { name, bytes } = fitFile(garminRun);
const headerBytes = bytes[0] ?? 0;

function readOrRefuse(file: WorkoutFile): readonly NormalizedEvent[] | IngestError {
  try {
    return readFit(file, user);
  } catch (error) {
    if (IngestError.is(error)) return error;
    throw error;
  }
}

function refusalOf(file: WorkoutFile): IngestError {
  const result = readOrRefuse(file);
  if (result instanceof IngestError) return result;
  throw new Error("the file was taken");
}

test("a truncated file is refused wherever it ends", () => {
  fc.assert(
    fc.property(fc.integer({ min: headerBytes, max: bytes.length - 1 }), (length) => {
      const { code, message } = refusalOf({ name, bytes: bytes.subarray(0, length) });
      expect(code).toBe("ingest.malformed");
      expect(message).toBe(
        `ride.fit byte ${length}: The file ends here, but its header announces ${bytes.length} bytes: it is truncated. Export or copy it again.`,
      );
    }),
  );
});

test("the beginning of a header is refused", () => {
  for (let length = 0; length < headerBytes; length++) {
    expect(refusalOf({ name, bytes: bytes.subarray(0, length) }).code).toBe("ingest.malformed");
  }
});

test("a flipped bit is refused wherever it is", () => {
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = bytes.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { code, message } = refusalOf({ name, bytes: damaged });
      expect(code).toBe("ingest.malformed");
      expect(message).toMatch(/^ride\.fit byte \d+: /);
    }),
  );
});

test("a damaged file is refused with the place of its checksum", () => {
  const damaged = bytes.slice();
  damaged[100] = (damaged[100] ?? 0) ^ 1;
  expect(refusalOf({ name, bytes: damaged }).message).toBe(
    `ride.fit byte ${bytes.length - 2}: The checksum there does not match what is before it: the file is damaged. Export it again.`,
  );
});

test("what follows the file and is not another one is refused", () => {
  const longer = Buffer.concat([bytes, Buffer.from("hello, this is no FIT")]);
  expect(refusalOf({ name, bytes: longer }).message).toMatch(
    new RegExp(`^ride.fit byte ${bytes.length}: There is no FIT header here`),
  );
});

test("messages that are not FIT under a right checksum are refused or read, never anything else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
      const file = new Uint8Array(14 + data.length + 2);
      const view = new DataView(file.buffer);
      file.set([14, 0x20, 0, 0]);
      view.setUint32(4, data.length, true);
      file.set(Buffer.from(".FIT"), 8);
      file.set(data, 14);
      view.setUint16(14 + data.length, FitEncoder.calculateCRC(file.subarray(0, 14 + data.length)), true);
      expect(refusalOf({ name, bytes: file })).toBeInstanceOf(IngestError);
    }),
    { numRuns: 500 },
  );
});

test("a realistic file that says anything under a right checksum is refused or read, never anything else", () => {
  const change = fc.tuple(fc.integer({ min: 14, max: bytes.length - 3 }), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = bytes.slice();
      for (const [index, value] of changes) changed[index] = value;
      const end = changed.length - 2;
      const checksum = FitEncoder.calculateCRC(changed.subarray(0, end));
      new DataView(changed.buffer).setUint16(end, checksum, true);
      const result = readOrRefuse({ name, bytes: changed });
      const texts =
        result instanceof IngestError ? [result.message] : result.map((event) => toText(event.body()));
      expect(texts.every((text) => /^(ride\.fit|\{"active_durations_data")/.test(text))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe("FIT that is no activity", () => {
  const without = (number: number): readonly StoredMessage[] =>
    garminRun.filter(([global]) => global !== number);
  const course: StoredMessage = [0, [[0, FitBaseType.Enum, 6]]];

  test.each([
    ["a course", [course, ...without(0)], "ingest.malformed", /is of the FIT type "course"/],
    ["a file without file_id", without(0), "ingest.malformed", /does not say what it holds/],
    ["a file without a session", without(18), "ingest.malformed", /has no session/],
    [
      "a session without a start",
      [...without(18), withoutStart(sessionOf(0, 1, 0, 100))],
      "ingest.unidentified",
      /Session 1 of 1 has no start_time/,
    ],
  ] as const)("%s is refused", (_title, messages, code, message) => {
    const refusal = refusalOf(fitFile(messages));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
    expect(refusal.context).toMatchObject({ file: "ride.fit" });
  });
});

function toText(body: unknown): string {
  return JSON.stringify(body);
}

function withoutStart([number, fields]: StoredMessage): StoredMessage {
  return [number, fields.filter(([field]) => field !== 2)];
}
