import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureGpsbabel, suiteTitle } from "@musette/testing";
import { describe, expect, test } from "vitest";
import { encodeFit } from "./encode-fit.ts";
import { decodeFit } from "./fit-decoder.fixture.ts";
import { generatedEvents } from "./generated-events.fixture.ts";
import { parseFit } from "./parse-fit.fixture.ts";
import { type StoredSample, storedSamples } from "./stored-samples.fixture.ts";

const run = promisify(execFile);
const gpsbabel = await ensureGpsbabel();

/** Of a decoded record: its second and the fields that it has in common with all decoders. */
type Row = Partial<Record<keyof StoredSample, number>>;

const names = {
  heart_rate: "bpm",
  power: "watts",
  distance: "meters",
  enhanced_speed: "metersPerSecond",
  cadence: "rpm",
  calories: "kilocalories",
  resistance_percent: "resistancePercentage",
  incline_percent: "inclinePercentage",
  stroke_rate: "strokesPerMinute",
} as const satisfies Record<string, keyof StoredSample>;

function rowOf(record: Readonly<Record<string, unknown>>): Row {
  const row: Row = { second: Number(record["timestamp"]) / 1000 };
  for (const [field, name] of Object.entries(names)) {
    const value = record[field];
    if (typeof value === "number" && isValid(field, value)) row[name] = value;
  }
  return row;
}

/** fit-decoder leaves FIT's invalid values in. */
function isValid(field: string, value: number): boolean {
  const invalid: Readonly<Record<string, number>> = {
    heart_rate: 0xff,
    cadence: 0xff,
    power: 0xffff,
    calories: 0xffff,
    distance: 0xffff_ffff / 100,
    enhanced_speed: 0xffff_ffff / 1000,
  };
  return !Number.isNaN(value) && value !== invalid[field];
}

const rowsOf = (event: Parameters<typeof storedSamples>[0]) =>
  storedSamples(event).map((sample) =>
    Object.fromEntries(Object.entries(sample).filter(([, value]) => value !== null)),
  );

describe.each(generatedEvents)("%s", (_title, event) => {
  const { bytes } = encodeFit(event);

  test("has the activity's own values for fit-file-parser", async () => {
    const { records = [] } = await parseFit(bytes);
    expect(records.map((record) => rowOf({ ...record }))).toEqual(rowsOf(event));
  });

  test("has the activity's own values for fit-decoder", () => {
    const records = decodeFit(bytes).filter(({ type }) => type === "record");
    expect(records.map(({ data }) => rowOf(data))).toEqual(rowsOf(event));
  });
});

describe.skipIf("skipped" in gpsbabel)(`with ${suiteTitle("gpsbabel", gpsbabel)}`, () => {
  test.each(generatedEvents)("reads %s", async (_title, event) => {
    const stored = storedSamples(event);
    const points = await pointsOf(encodeFit(event).bytes);
    const comparable = ({ second, bpm, rpm, metersPerSecond, watts }: Point, index: number) => {
      // Where a record has no speed, gpsbabel computes one from the positions.
      const hasSpeed = (stored[index]?.metersPerSecond ?? null) !== null;
      return {
        second,
        ...withoutZeros({ bpm, rpm, watts, metersPerSecond: hasSpeed ? metersPerSecond : null }),
      };
    };
    expect(points.map(comparable)).toEqual(stored.map(comparable));
  });

  test("refuses a flipped bit", async () => {
    const { bytes } = encodeFit(generatedEvents[0]?.[1] ?? never());
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await expect(pointsOf(bytes)).rejects.toThrow(/CRC mismatch/);
  });
});

type Point = Pick<StoredSample, "second" | "bpm" | "rpm" | "metersPerSecond" | "watts">;

/** Garmin's XML as gpsbabel writes it leaves some zeros out. */
function withoutZeros(values: Readonly<Record<string, number | null>>) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== 0));
}

function never(): never {
  throw new Error("there is no generated event");
}

/** The track as gpsbabel writes it in Garmin's XML, which is the only of its formats with watts. */
async function pointsOf(bytes: Uint8Array): Promise<readonly Point[]> {
  const folder = await mkdtemp(join(tmpdir(), "musette-fit-"));
  try {
    const file = join(folder, "activity.fit");
    await writeFile(file, bytes);
    const options = ["-i", "garmin_fit,allpoints=1", "-f", file, "-o", "gtrnctr", "-F", "-"];
    const { stdout } = await run(gpsbabel.program, options, { maxBuffer: 64 * 1024 * 1024 });
    return [...stdout.matchAll(/<Trackpoint>([\s\S]*?)<\/Trackpoint>/g)].map(([, point = ""]) => {
      const numberIn = (pattern: RegExp) => {
        const text = pattern.exec(point)?.[1];
        return text === undefined ? null : Number(text);
      };
      return {
        second: Date.parse(/<Time>(.*?)<\/Time>/.exec(point)?.[1] ?? "") / 1000,
        bpm: numberIn(/<HeartRateBpm[^>]*>\s*<Value>(\d+)/),
        rpm: numberIn(/<Cadence>(\d+)/),
        metersPerSecond: numberIn(/<Speed>([\d.]+)/),
        watts: numberIn(/<Watts>(\d+)/),
      };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
