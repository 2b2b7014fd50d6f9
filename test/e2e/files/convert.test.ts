import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeHome, runMusette, type Home } from "../musette-process.ts";
import { historyCsv, workoutFiles } from "./workout-files.ts";

let home: Home;
let inputs: string;

beforeAll(async () => {
  home = await makeHome();
  inputs = home.file("in");
  await mkdir(inputs);
  await writeFile(
    `${inputs}/ride.json`,
    JSON.stringify(generatePelotonWorkout({ seed: 1, durationSeconds: 300 })),
  );
  await writeFile(`${inputs}/run.json`, JSON.stringify(generateIfitLog({ seed: 2, kind: "treadmill" })));
  await writeFile(`${inputs}/device.fit`, workoutFiles(3).fit);
  await writeFile(`${inputs}/watch.tcx`, workoutFiles(4, "running").tcx);
  await writeFile(`${inputs}/history.csv`, historyCsv(["2026-01-05 06:30", "2026-01-06 06:30"]));
});

afterAll(async () => {
  await home[Symbol.asyncDispose]();
});

interface Written {
  readonly file: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly event: { readonly id: string; readonly type: string } | null;
  readonly events: number;
}

async function convert(to: string, ...args: readonly string[]) {
  const out = home.file(`out-${to}`);
  const { code, stdout, stderr } = await runMusette(
    ["convert", ...args, "--to", to, "--out", out, "--json"],
    { env: { TZ: "UTC" } },
  );
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as {
    readonly written: readonly Written[];
    readonly refused: readonly { readonly name: string; readonly detail: string }[];
  };
  return { code, out, ...report };
}

describe("musette convert", () => {
  it.each([
    ["json", /^\{"type":"activity"/],
    ["fit", /^.{8}\.FIT/s],
    ["tcx", /^<\?xml[^>]*>\s*<TrainingCenterDatabase/],
    ["fhir", /^\{"resourceType":"Bundle"/],
    ["fhir-r5", /^\{"resourceType":"Bundle"/],
  ])("writes every input as %s, a file each that is named after its event", async (to, beginning) => {
    const { code, out, written, refused } = await convert(to, inputs, "--zone", "Europe/Berlin");
    expect({ code, refused }).toEqual({ code: 0, refused: [] });
    expect(written).toHaveLength(6);
    expect((await readdir(out)).sort()).toEqual(written.map(({ file }) => path.basename(file)).sort());
    for (const { file, event, bytes } of written) {
      expect(path.basename(file)).toContain(event?.id);
      const content = await readFile(file);
      expect(content.byteLength).toBe(bytes);
      expect(content.toString("latin1")).toMatch(beginning);
    }
  });

  it("reads again what it wrote, and writes the same bytes each time", async () => {
    const { written } = await convert("fit", `${inputs}/device.fit`);
    const [first] = written;
    if (first === undefined) throw new Error("nothing was written");
    const bytes = await readFile(first.file);
    const again = await convert("fit", `${inputs}/device.fit`);
    expect(again.written).toEqual(written);
    expect(await readFile(first.file)).toEqual(bytes);
    expect((await convert("tcx", first.file)).written).toHaveLength(1);
  });

  it("puts everything into one table, or one object each, where the format does that", async () => {
    const csv = await convert("csv", inputs);
    expect(csv.written).toMatchObject([{ events: 6, contentType: expect.stringContaining("text/csv") }]);
    expect((await readFile(csv.written[0]?.file ?? "", "utf8")).trim().split("\r\n")).toHaveLength(7);

    const zstd = await convert("ndjson+zstd", inputs);
    const lines = zstdDecompressSync(await readFile(zstd.written[0]?.file ?? "")).toString();
    expect(lines.trim().split("\n")).toHaveLength(6);

    const { written } = await convert("parquet", inputs);
    expect(written.map(({ file }) => path.basename(file))).toEqual([
      expect.stringMatching(/^activities_[0-9a-f]{16}\.parquet$/),
      expect.stringMatching(/^activity_samples_[0-9a-f]{16}\.parquet$/),
    ]);
  });

  it("leaves other files alone, and those of types that a format cannot carry are JSON", async () => {
    const body = {
      type: "sleep",
      user: { user_id: "ada", provider: "OURA" },
      data: [{ metadata: { start_time: "2026-01-01T22:00:00Z", end_time: "2026-01-02T06:00:00Z" } }],
      version: "2022-03-16",
    };
    const sleep = await home.write("sleep.json", JSON.stringify(body));
    await mkdir(home.file("out-fit"), { recursive: true });
    const mine = await home.write("out-fit/mine.fit", "mine");
    const { code, written } = await convert("fit", sleep);
    expect(code).toBe(0);
    expect(written).toMatchObject([{ contentType: "application/json", event: { type: "sleep" } }]);
    expect(written[0]?.file).toMatch(/2026-01-01_sleep_.*\.json$/);
    expect(await readFile(mine, "utf8")).toBe("mine");
  });

  it("converts the good ones, names what is wrong with the others, and exits 1", async () => {
    const cut = home.file("cut.fit");
    await writeFile(cut, workoutFiles(5).fit.subarray(0, 400));
    const odd = await home.write("odd.json", '{"workout": ');
    const { code, written, refused } = await convert("json", cut, odd, `${inputs}/ride.json`);
    expect(code).toBe(1);
    expect(written).toHaveLength(1);
    expect(refused).toMatchObject([
      { name: cut, detail: expect.stringMatching(/^cut\.fit byte \d+: /) },
      { name: odd, detail: expect.stringContaining("--source") },
    ]);
  });

  it("prints a table for people", async () => {
    const out = home.file("out-table");
    const { code, stdout } = await runMusette([
      "convert",
      `${inputs}/device.fit`,
      "--to",
      "tcx",
      "--out",
      out,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^file +bytes +start +provider +content\n.*\.tcx +\d+ +20/);
  });

  it("asks for a format that there is", async () => {
    expect((await runMusette(["convert", inputs])).stderr).toContain("--to json|fit|tcx");
    expect(await runMusette(["convert", inputs, "--to", "gpx"])).toMatchObject({ code: 2 });
  });
});
