import { rename, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig, type MusetteProcess } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

const reloads = 20;
const perSecond = 50;

/** How often the server has said so. */
function count(musette: MusetteProcess, words: string): number {
  return musette.output().split(words).length - 1;
}

const workout = (seed: number) =>
  generatePelotonWorkout({ seed, discipline: "strength", durationSeconds: 60 });

it(`drops no request while its configuration is read again ${reloads} times`, async () => {
  await using home = await makeHome();
  const withRotated = (key: string) =>
    testConfig(home).replace(
      "api_key: test-key }",
      `api_key: test-key }, { dev_id: rotated, api_key: ${key} }`,
    );
  const file = await home.write("musette.yaml", withRotated("key-0"));
  await using musette = await startMusette(file);
  const statuses: number[] = [];
  const sending: Promise<unknown>[] = [];
  let seed = 1;
  using timers = new DisposableStack();
  const timer = setInterval(() => {
    const sent = musette
      .post("/ingest/peloton?user_id=me", workout(seed++))
      .then(({ status }) => statuses.push(status));
    sending.push(sent);
  }, 1_000 / perSecond);

  timers.defer(() => clearInterval(timer));

  for (let reload = 1; reload <= reloads; reload += 1) {
    // As editors and deployments do it: another file takes the place of the first.
    await writeFile(`${file}.new`, withRotated(`key-${reload}`));
    await rename(`${file}.new`, file);
    if (reload % 2 === 0) musette.child.kill("SIGHUP");
    const asRotated = async (key: string) => {
      const headers = { "dev-id": "rotated", "x-api-key": key };
      return (await fetch(new URL("/v2/subscriptions", musette.url), { headers })).status;
    };
    await eventually("the new key to be taken", async () =>
      (await asRotated(`key-${reload}`)) < 400 ? true : undefined,
    );
    expect(await asRotated(`key-${reload - 1}`)).toBeGreaterThanOrEqual(400);
  }
  clearInterval(timer);
  await Promise.all(sending);
  expect(statuses.length).toBeGreaterThan(reloads);
  expect(new Set(statuses)).toEqual(new Set([202]));
  const delivered = await eventually("every event in the warehouse", () => {
    const rows =
      queryWarehouse(home.file("warehouse.db"), "SELECT payload_id FROM terra_data_payloads") ?? [];
    return rows.length === statuses.length ? rows : undefined;
  });
  expect(new Set(delivered.map((row) => row["payload_id"])).size).toBe(statuses.length);
});

it("refuses a file that is wrong, with its reasons in the log, and keeps to the one before", async () => {
  await using home = await makeHome();
  const good = testConfig(home);
  const file = await home.write("musette.yaml", good);
  await using musette = await startMusette(file);
  await writeFile(
    file,
    good.replace("api_key: test-key", "api_kee: other-key").replace("port: 0", "port: many"),
  );
  await eventually("the refusal", () => (count(musette, "is refused") > 0 ? true : undefined));
  expect(musette.output()).toContain("developers[0].api_kee: unknown key");
  expect(musette.output()).toContain("server.port");
  expect(musette.output()).not.toContain("other-key");
  expect((await musette.post("/ingest/peloton?user_id=me", workout(1))).status).toBe(202);
  await writeFile(file, good.replace("api_key: test-key", "api_key: other-key"));
  const post = async () =>
    (await musette.post("/ingest/peloton?user_id=me", workout(2), { "x-api-key": "other-key" })).status;
  await eventually("the right file", async () => ((await post()) < 400 ? true : undefined));
});

it("says what takes a restart, and says nothing where nothing does", async () => {
  await using home = await makeHome();
  const good = testConfig(home);
  const file = await home.write("musette.yaml", good);
  await using musette = await startMusette(file);
  musette.child.kill("SIGHUP");
  await eventually("the first reload", () => (count(musette, "was read again") === 1 ? true : undefined));
  await sleep(100);
  expect(musette.output()).not.toContain("restart to put into effect");
  const changed = good
    .replace("port: 0", "port: 9")
    .replace("wait: 20ms", "wait: 30ms")
    .replace("journal.db", "j.db")
    .concat('telemetry: { otlp: { endpoint: "http://127.0.0.1:9" } }\n');
  await writeFile(file, changed);
  await eventually("the second reload", () =>
    count(musette, "restart to put into effect") > 0 ? true : undefined,
  );
  expect(musette.output()).toContain('"needsRestart":["server.port","journal.path","telemetry"]');
  expect(musette.output()).toContain('"inEffect":["destinations: warehouse (changed)"]');
});
