import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import {
  makeHome,
  runMusette,
  startMusette,
  testConfig,
  type Home,
  type MusetteProcess,
} from "../musette-process.ts";
import { queryWarehouse } from "../warehouse.ts";
import { makeZip } from "./make-zip.ts";
import { historyCsv, workoutFiles } from "./workout-files.ts";

const hugeBytes = 300_000_000;
const { fit, tcx } = workoutFiles(31);
const text = Buffer.from(tcx).toString();
const good = workoutFiles(32).fit;
/** As iFit itself writes it: what belongs in a point is all there, in an order that no schema allows. */
const otherOrder = Buffer.from(workoutFiles(33).tcx)
  .toString()
  .replaceAll(/(<Time>[^<]*<\/Time>)(.*?)(?=<\/Trackpoint>)/gs, "$2$1");

const entities = Array.from(
  { length: 12 },
  (_, index) => `<!ENTITY e${index} "${index === 0 ? "lol" : `&e${index - 1};`.repeat(10)}">`,
);

const lap = /<Lap .*<\/Lap>/s.exec(text)?.[0] ?? "";

/** What each file is refused with: its name, the line or byte, and what is wrong there. */
const bad: readonly (readonly [name: string, content: string | Uint8Array, says: RegExp])[] = [
  ["cut.fit", fit.subarray(0, fit.length - 900), /cut\.fit byte \d+: .*truncated/],
  ["flipped.fit", flipped(fit), /flipped\.fit byte \d+: The checksum/],
  ["open.tcx", text.slice(0, text.length / 2), /open\.tcx line \d+: The file is cut off/],
  [
    "order.tcx",
    text.replace(lap, "").replace("</Activity>", `</Activity>${lap}`),
    /order\.tcx line 4 column \d+: This Activity has no Lap/,
  ],
  [
    "bomb.tcx",
    text.replace("?>", `?><!DOCTYPE t [${entities.join("")}]>`).replace(/<Id>[^<]*/, "<Id>&e11;"),
    /bomb\.tcx line 1: .*document type/,
  ],
  [
    "headers.csv",
    "Date,Sport,Kilometers\n2026-01-05,Cycling,20\n",
    /headers\.csv byte 0: .*"Workout Timestamp"/,
  ],
];

let home: Home;
let musette: MusetteProcess;
let configFile: string;
let folder: string;

beforeAll(async () => {
  home = await makeHome();
  configFile = await home.write("musette.yaml", testConfig(home));
  musette = await startMusette(configFile);
  folder = home.file("export");
  await mkdir(folder);
  for (const [name, content] of bad) await writeFile(`${folder}/${name}`, content);
  await writeFile(`${folder}/good.fit`, good);
  await writeFile(`${folder}/other-order.tcx`, otherOrder);
  await writeFile(`${folder}/history.csv`, historyCsv(["2026-01-07 06:30 (UTC)", "yesterday"]));
  await writeFile(
    `${folder}/zipped.zip`,
    makeZip([
      { name: "zeros.tcx", content: new Uint8Array(20_000_000) },
      { name: "packed.fit", content: workoutFiles(34).fit },
    ]),
  );
  // A file with a hole: it has its size and takes no room.
  await writeFile(`${folder}/huge.csv`, "");
  await truncate(`${folder}/huge.csv`, hugeBytes);
});

afterAll(async () => {
  await musette[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const middle = copy.length >>> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0x40;
  return copy;
}

/** How many workouts of a user there are, when all that were taken have come through. */
async function stored(user: string, expected: number): Promise<number> {
  const sql = `SELECT * FROM terra_activities WHERE user_id = '${user}'`;
  return await eventually(`${expected} of ${user}`, () => {
    const count = queryWarehouse(home.file("warehouse.db"), sql)?.length ?? 0;
    return count >= expected ? count : undefined;
  });
}

/** Kilobytes of memory that the server has had at most. */
async function peakKilobytes(): Promise<number> {
  const status = await readFile(`/proc/${musette.child.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
}

function expectRefusals(output: string): void {
  for (const [, , says] of bad) expect(output).toMatch(says);
  expect(output).toMatch(/history\.csv line 3: /);
  expect(output).toMatch(/zipped\.zip\/zeros\.tcx: .*may be a zip bomb/);
  expect(output).toMatch(/huge\.csv: has 300000000 bytes, and at most \d+ are taken/);
}

describe("a folder in which much is wrong", () => {
  it("is sent as far as it is well; each other file is named with its place", async () => {
    const target = ["--url", musette.url, "--config", configFile];
    const { code, stdout } = await runMusette(["send", folder, "--user", "sent", ...target]);
    expect(code).toBe(1);
    expectRefusals(stdout);
    expect(stdout).toContain(`4 stored, 0 known already, ${bad.length + 3} refused`);
    expect(await stored("sent", 4)).toBe(4);
    const again = await runMusette(["send", folder, "--user", "sent", ...target]);
    expect(again.stdout).toContain(`0 stored, 4 known already, ${bad.length + 3} refused`);
  });

  it("is converted as far as it is well, and nothing is written of the others", async () => {
    const out = home.file("out");
    const { code, stdout } = await runMusette(["convert", folder, "--to", "json", "--out", out, "--json"]);
    expect(code).toBe(1);
    const { written, refused } = JSON.parse(stdout) as {
      readonly written: readonly unknown[];
      readonly refused: readonly { readonly name: string; readonly detail: string }[];
    };
    expect(written).toHaveLength(4);
    expect(refused).toHaveLength(bad.length + 3);
    expectRefusals(refused.map(({ name, detail }) => `${name}: ${detail}`).join("\n"));
  });
});

describe("POST /ingest/file", () => {
  const developer = { "dev-id": "tester", "x-api-key": "test-key" };

  async function upload(
    user: string,
    files: readonly (readonly [name: string, content: string | Uint8Array])[],
  ) {
    const body = new FormData();
    for (const [name, content] of files) body.append("file", new Blob([Buffer.from(content)]), name);
    const url = new URL(`/ingest/file?user_id=${user}`, musette.url);
    const response = await fetch(url, { method: "POST", headers: developer, body });
    return { status: response.status, answer: (await response.json()) as Answer };
  }

  interface Answer {
    readonly events?: readonly unknown[];
    readonly errors?: readonly {
      readonly file: string;
      readonly line?: number;
      readonly byte?: number;
      readonly detail: string;
    }[];
    readonly detail?: string;
  }

  it("takes what is well in a form, and names file and line or byte of each that is not", async () => {
    const files = [...bad, ["good.fit", good] as const, ["other-order.tcx", otherOrder] as const];
    const { status, answer } = await upload(
      "formed",
      files.map(([name, content]) => [name, content]),
    );
    expect(status).toBe(202);
    expect(answer.events).toHaveLength(2);
    expect(answer.errors?.map(({ file }) => file).toSorted()).toEqual(bad.map(([name]) => name).toSorted());
    for (const { line, byte, detail } of answer.errors ?? []) {
      expect(line ?? byte).toBeTypeOf("number");
      expect(detail).toMatch(/\.$/);
    }
    expect(await stored("formed", 2)).toBe(2);
  });

  it.each(bad)("stores nothing of %s alone", async (name, content) => {
    const { status, answer } = await upload("nobody", [[name, content]]);
    expect(status).toBe(400);
    expect(answer.errors).toMatchObject([{ file: name }]);
    const user = new URL("/v2/userInfo?user_id=nobody", musette.url);
    expect((await fetch(user, { headers: developer })).status).toBe(404);
  });

  it.each([
    ["with its length said before", true],
    ["in chunks without a length", false],
  ])("refuses 300 MB %s, and never has them in memory", async (_, isAnnounced) => {
    const before = await peakKilobytes();
    const head = Buffer.from(
      '--b\r\ncontent-disposition: form-data; name="file"; filename="huge.fit"\r\n\r\n',
    );
    const tail = Buffer.from("\r\n--b--\r\n");
    const megabyte = new Uint8Array(1_000_000);
    async function* parts() {
      yield head;
      for (let sent = 0; sent < hugeBytes; sent += megabyte.length) yield megabyte;
      yield tail;
    }
    const url = new URL("/ingest/file?user_id=nobody", musette.url);
    const length = String(head.length + hugeBytes + tail.length);
    const answered = await fetch(url, {
      method: "POST",
      headers: {
        ...developer,
        "content-type": "multipart/form-data; boundary=b",
        ...(isAnnounced ? { "content-length": length } : {}),
      },
      body: ReadableStream.from(parts()),
      duplex: "half",
    });
    expect(answered.status).toBe(413);
    expect(((await answered.json()) as Answer).detail).toMatch(/32/);
    expect((await peakKilobytes()) - before).toBeLessThan(150_000);
  });
});
