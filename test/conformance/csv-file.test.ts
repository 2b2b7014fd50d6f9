import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { connectorConformance, makeBatch, makeRecord, makeRecords } from "@musette/testing";
import type { ConformanceTarget } from "@musette/testing";
import { describe, expect, it } from "vitest";
import csvFile from "../../config/examples/csv-file.ts";
import { readCsv } from "./read-csv.ts";

const root = path.resolve(import.meta.dirname, "../..");
const moduleUrl = new URL("../../config/examples/csv-file.ts", import.meta.url).href;
const { signal } = new AbortController();

/**
 * The kit's cases that compare what is held with what was written ask for the whole event, and a line holds
 * some columns of an activity: their part is done by the tests below.
 */
const applicable: ReadonlySet<string> = new Set([
  "declares its type, summary, limits and formats",
  "refuses unknown config keys",
  "marks its secrets in the config schema",
  "opens without any I/O",
  "writes nothing when it is stopped before it starts",
  "checks without leaving anything behind",
  "may be closed twice, and at any time",
  "refuses to write once it is closed",
  "reports a missing place as not found, or makes it",
  "finds a missing place in check, unless it would make it",
  "tells no secret and no payload in errors, failures and log lines",
]);
const applied = new Set<string>();
/** Under another name, because the cases' assertions are the kit's. */
const runApplicable = it;

connectorConformance(
  { name: "csv-file", definition: csvFile, moduleUrl, makeTarget },
  {
    describe,
    it(name, body, timeoutMs) {
      if (!applicable.has(name)) return;
      applied.add(name);
      runApplicable(name, body, timeoutMs);
    },
  },
);

async function makeTarget(): Promise<ConformanceTarget> {
  const place = await makePlace();
  return {
    config: { path: place.file },
    secrets: [],
    readBack: () => Promise.reject(new Error("a line does not hold the whole event")),
    snapshot: async () => await readFile(place.file, "utf8").catch(() => "no file"),
    missingPlace: { config: { path: path.join(place.file, "a.csv") }, outcome: "not_found" },
    [Symbol.asyncDispose]: place[Symbol.asyncDispose],
  };
}

async function makePlace() {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-csv-"));
  const file = path.join(folder, "activities.csv");
  const connector = csvFile.open({ path: file }, { name: "csv", log: () => undefined, now: () => 0 });
  return {
    file,
    connector,
    read: async () => readCsv(await readFile(file, "utf8")),
    async [Symbol.asyncDispose]() {
      await connector.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe("csv-file", () => {
  it("is held to all the cases that apply to it", () => {
    expect(applied).toEqual(applicable);
  });

  it("appends a line for each activity, below one header, and passes over all other events", async () => {
    await using place = await makePlace();
    const activities = makeRecords(0, 4);
    await place.connector.write(
      makeBatch([...activities.slice(0, 2), ...makeRecords(9, 2, { type: "sleep" })]),
      { signal },
    );
    await place.connector.write(makeBatch(makeRecords(20, 1, { type: "auth" })), { signal });
    await place.connector.write(makeBatch(activities.slice(2)), { signal });
    const rows = await place.read();
    expect(rows.map((row) => row["event_id"])).toEqual(activities.map(({ id }) => id));
    expect(rows[1]).toMatchObject({
      start_time: activities[1]?.startTime,
      provider: "PELOTON",
      name: "",
      duration_seconds: "1800",
      distance_meters: "10001.25",
      summary_id: "item-1",
    });
  });

  it("writes a repeated event again under the same id, two writes at once below one header", async () => {
    await using place = await makePlace();
    const records = makeRecords(0, 3);
    const writes = [0, 1, 2].map(async () => await place.connector.write(makeBatch(records), { signal }));
    await Promise.all(writes);
    const ids = (await place.read()).map((row) => row["event_id"]);
    expect(ids).toEqual([records, records, records].flat().map(({ id }) => id));
  });

  it.each([
    ["30 min Ride", "30 min Ride"],
    ['Ride, "hard"', 'Ride, "hard"'],
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "' =1"],
    ["\r=1", "' =1"],
    ["  =1", "'  =1"],
    ['=1,"2"', '\'=1,"2"'],
    ["two\r\nlines", "two lines"],
    ["U+0000 \u0000", "U+0000  "],
    ["Übung 🚴", "Übung 🚴"],
  ])("writes the name %j so that a spreadsheet reads %j", async (name, expected) => {
    await using place = await makePlace();
    const record = { ...makeRecord({ item: 1 }), item: () => ({ metadata: { name } }) };
    await place.connector.write(makeBatch([record]), { signal });
    expect((await place.read()).map((row) => row["name"])).toEqual([expected]);
  });

  it("leaves a negative number a number", async () => {
    await using place = await makePlace();
    const item = { distance_data: { summary: { distance_meters: -1.5 } } };
    await place.connector.write(makeBatch([{ ...makeRecord({ item: 1 }), item: () => item }]), { signal });
    expect((await place.read())[0]).toMatchObject({ distance_meters: "-1.5" });
  });

  it("begins a line of its own after a line that was cut off or edited by hand", async () => {
    await using place = await makePlace();
    const [first, second] = makeRecords(0, 2);
    if (first === undefined || second === undefined) throw new Error("two records were asked for");
    await place.connector.write(makeBatch([first]), { signal });
    await writeFile(place.file, "2026-01-02T06:30:00.000Z,PELO", { flag: "a" });
    await place.connector.write(makeBatch([second]), { signal });
    expect((await place.read()).map((row) => row["event_id"])).toEqual([first.id, undefined, second.id]);
  });

  it(
    "loses no line that write returned for, killed in the middle of a write",
    { timeout: 60_000 },
    async () => {
      await using place = await makePlace();
      const acknowledged = new Set<string>();
      for (let round = 0; round < 3; round += 1) {
        const child = spawn(
          process.execPath,
          ["--input-type=module", "-e", writer, place.file, String(round)],
          {
            cwd: root,
            stdio: ["ignore", "pipe", "inherit"],
          },
        );
        const exited = once(child, "exit");
        let batches = 0;
        for await (const line of createInterface({ input: child.stdout })) {
          for (const id of JSON.parse(line) as readonly string[]) acknowledged.add(id);
          batches += 1;
          if (batches === 5) setTimeout(() => child.kill("SIGKILL"), round);
        }
        await exited;
      }
      const there = new Set((await place.read()).map((row) => row["event_id"]));
      expect(acknowledged.size).toBeGreaterThanOrEqual(3 * 5 * 50);
      expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
    },
  );
});

/** The process that is killed: appends batch after batch and says which events write returned for. */
const writer = `
import { writeSync } from "node:fs";
import { makeBatch, makeRecords } from "@musette/testing";
const { default: csvFile } = await import(${JSON.stringify(moduleUrl)});
const [file, round] = process.argv.slice(-2);
const connector = csvFile.open({ path: file }, { name: "csv", log() {}, now: Date.now });
for (let first = 0; ; first += 50) {
  const records = makeRecords(Number(round) * 1_000_000 + first, 50);
  await connector.write(makeBatch(records), { signal: new AbortController().signal });
  writeSync(1, JSON.stringify(records.map(({ id }) => id)) + "\\n");
}
`;
