import { generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../eventually.ts";
import { makeHome, startMusette, testConfig, type Home, type MusetteProcess } from "../musette-process.ts";
import { queryWarehouse } from "../warehouse.ts";
import { historyCsv, workoutFiles } from "./workout-files.ts";

interface Answer {
  readonly events?: readonly {
    readonly files: readonly string[];
    readonly id: string;
    readonly type: string;
    readonly key: string;
    readonly duplicate: boolean;
  }[];
  readonly errors?: readonly {
    readonly file: string;
    readonly line?: number;
    readonly byte?: number;
    readonly detail: string;
  }[];
  readonly detail?: string;
}

let home: Home;
let musette: MusetteProcess;

beforeAll(async () => {
  home = await makeHome();
  musette = await startMusette(
    await home.write("musette.yaml", testConfig(home).replace("max_body: 32MB", "max_body: 1MB")),
  );
});

afterAll(async () => {
  await musette[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const developer = { "dev-id": "tester", "x-api-key": "test-key" };

async function upload(
  files: Readonly<Record<string, string | Uint8Array>>,
  query = "user_id=me",
  fields: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly answer: Answer }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const [name, content] of Object.entries(files)) {
    body.append("file", new Blob([typeof content === "string" ? content : new Uint8Array(content)]), name);
  }
  const url = new URL(`/ingest/file?${query}`, musette.url);
  const response = await fetch(url, { method: "POST", headers: developer, body });
  return { status: response.status, answer: (await response.json()) as Answer };
}

describe("POST /ingest/file", () => {
  it("takes FIT, TCX and Peloton's history in one form, and they come to the warehouse", async () => {
    const { status, answer } = await upload(
      {
        "ride.fit": workoutFiles(1).fit,
        "run.tcx": workoutFiles(2, "running").tcx,
        "history.csv": historyCsv(["2026-01-05 06:30 (UTC)", "2026-01-06 06:30 (UTC)"]),
      },
      "user_id=all",
    );
    expect(answer.errors).toBeUndefined();
    expect(status).toBe(202);
    expect(answer.events).toMatchObject([
      { files: ["ride.fit"], type: "activity", duplicate: false },
      { files: ["run.tcx"], type: "activity", duplicate: false },
      { files: ["history.csv"], type: "activity" },
      { files: ["history.csv"], type: "activity" },
    ]);
    const query = "SELECT * FROM terra_activities WHERE user_id = 'all'";
    await eventually("all four in the warehouse", () =>
      queryWarehouse(home.file("warehouse.db"), query)?.length === 4 ? true : undefined,
    );
  });

  it("answers 200 for files that are known already", async () => {
    const files = { "ride.fit": workoutFiles(3).fit };
    const first = await upload(files);
    expect(first.status).toBe(202);
    const again = await upload({ "renamed.fit": workoutFiles(3).fit });
    expect(again.status).toBe(200);
    expect(again.answer.events).toMatchObject([{ id: first.answer.events?.[0]?.id, duplicate: true }]);
  });

  it("takes the good ones, names file and place of the others, and stores nothing of those", async () => {
    const { fit } = workoutFiles(4);
    const { status, answer } = await upload({
      "cut.fit": fit.subarray(0, fit.length - 20),
      "broken.tcx": "<?xml version='1.0'?>\n<TrainingCenterDatabase>\n<Activities></TrainingCenterDatabase>",
      "history.csv": historyCsv(["2026-02-05 06:30 (UTC)", "yesterday"]),
      "notes.txt": "not a workout",
    });
    expect(status).toBe(202);
    expect(answer.events).toMatchObject([{ files: ["history.csv"], duplicate: false }]);
    expect(answer.errors).toMatchObject([
      { file: "cut.fit", byte: expect.any(Number) },
      { file: "broken.tcx", line: 3 },
      { file: "history.csv", line: 3 },
      { file: "notes.txt", byte: 0 },
    ]);
    const whole = await upload({ "cut.fit": fit });
    expect(whole.answer.events).toMatchObject([{ duplicate: false }]);
  });

  it("reads local times in the zone of the form, the query or the configuration", async () => {
    const local = historyCsv(["2026-03-05 06:30"]);
    const starts = async (user: string, query: string, fields = {}) => {
      expect((await upload({ "h.csv": local }, `user_id=${user}${query}`, fields)).status).toBe(202);
      return await eventually(`${user} in the warehouse`, () => {
        const sql = `SELECT start_time FROM terra_activities WHERE user_id = '${user}'`;
        const [row] = queryWarehouse(home.file("warehouse.db"), sql) ?? [];
        return row === undefined ? undefined : String(row["start_time"]);
      });
    };
    expect(await starts("berlin", "", { zone: "Europe/Berlin" })).toMatch(/^2026-03-05T06:30:00.*\+01:00$/);
    expect(await starts("denver", "&zone=America/Denver")).toMatch(/^2026-03-05T06:30:00.*-07:00$/);
    const wrong = await upload({ "h.csv": local }, "user_id=me&zone=Mars");
    expect(wrong.status).toBe(400);
    expect(wrong.answer.detail).toContain("Europe/Berlin");
  });

  it("takes a workout once that came as a row of the history and comes again from the API", async () => {
    const startTimeSeconds = Date.UTC(2026, 3, 5, 6, 30, 17) / 1000;
    const payload = generatePelotonWorkout({ seed: 9, durationSeconds: 1_800, startTimeSeconds });
    // The history tells when the workout was created, to the minute.
    const created = new Date(payload.workout.created_at * 1000).toISOString();
    const csv = historyCsv([`${created.slice(0, 16).replace("T", " ")} (UTC)`]);
    const row = await upload({ "history.csv": csv }, "user_id=twice");
    const whole = (await (await musette.post("/ingest/peloton?user_id=twice", payload)).json()) as Answer;
    expect(whole.events).toMatchObject([{ duplicate: false }]);
    const again = await upload({ "history.csv": csv }, "user_id=twice");
    expect(again.status).toBe(200);
    expect(row.status).toBe(202);
    const count = () =>
      queryWarehouse(home.file("warehouse.db"), "SELECT * FROM terra_activities WHERE user_id = 'twice'");
    await eventually("one row, of the whole workout", () =>
      count()?.length === 1 && count()?.[0]?.["name"] !== "Ride 0" ? true : undefined,
    );
  });
});

describe("a form that is refused", () => {
  it("is 400 or 422 when nothing in it can be taken", async () => {
    const { status, answer } = await upload({ "a.fit": "nonsense" });
    expect(status).toBe(400);
    expect(answer.errors).toMatchObject([{ file: "a.fit" }]);
    expect((await upload({ "a.csv": historyCsv(["yesterday"]) })).status).toBe(422);
    expect((await upload({})).status).toBe(400);
  });

  it("is 413 above server.max_body, and 415 when it is no form", async () => {
    expect((await upload({ "large.fit": new Uint8Array(1_100_000) })).status).toBe(413);
    const url = "/ingest/file?user_id=me";
    expect((await musette.post(url, { files: [] })).status).toBe(415);
    expect((await musette.post(url, "x", { "content-type": "multipart/form-data" })).status).toBe(415);
    const cut = { "content-type": "multipart/form-data; boundary=b" };
    expect((await musette.post(url, "--b\r\nnothing", cut)).status).toBe(400);
  });

  it("is 422 without a user, and 401 without a key", async () => {
    expect((await upload({ "ride.fit": workoutFiles(5).fit }, "")).status).toBe(422);
    const url = new URL("/ingest/file?user_id=me", musette.url);
    const body = new FormData();
    body.append("file", new Blob(["x"]), "x.fit");
    expect((await fetch(url, { method: "POST", body })).status).toBe(401);
  });
});
