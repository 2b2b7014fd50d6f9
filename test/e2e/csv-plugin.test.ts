import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { readCsv } from "../conformance/read-csv.ts";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette } from "./musette-process.ts";

const examples = path.resolve(import.meta.dirname, "../../config/examples");

it("loads the example plugin from its .ts file and writes activities into a spreadsheet's file", async () => {
  await using home = await makeHome();
  // The example as it is, but for the places where this test keeps its files.
  await copyFile(path.join(examples, "csv-file.ts"), home.file("csv-file.ts"));
  const example = await readFile(path.join(examples, "csv-file.yaml"), "utf8");
  const own = `
server: { port: 0 }
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
`;
  const yaml = example
    .replace("${MUSETTE_API_KEY}", "test-key")
    .replace("local-dev", "tester")
    .replace("path: ./data/activities.csv", `path: ${JSON.stringify(home.file("activities.csv"))}`);
  const configFile = await home.write("musette.yaml", `${yaml}${own}`);
  expect(await runMusette(["check", "--config", configFile])).toMatchObject({ code: 0, stderr: "" });

  await using musette = await startMusette(configFile);
  await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 5 }));
  await musette.post("/ingest/ifit?user_id=me", generateIfitLog({ seed: 6, kind: "treadmill" }));
  const rows = await eventually("two lines", async () => {
    const text = await readFile(home.file("activities.csv"), "utf8").catch(() => "");
    const found = text.endsWith("\r\n") ? readCsv(text) : [];
    return found.length >= 2 ? found : undefined;
  });

  expect(rows.map((row) => row["provider"])).toEqual(["PELOTON", "IFIT"]);
  for (const row of rows) {
    expect(Date.parse(row["start_time"] ?? "")).not.toBeNaN();
    expect(Number(row["total_burned_calories"])).toBeGreaterThan(0);
    expect(row["user_id"]).toBe("me");
    expect(row["event_id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});
