import { freePort, generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import {
  makeHome,
  runMusette,
  startMusette,
  testConfig,
  type MusetteProcess,
} from "../e2e/musette-process.ts";

const token = "operator-token-of-the-test";
const workout = (seed: number) => generatePelotonWorkout({ seed });

type Line = Readonly<Record<string, unknown>>;

function linesOf(musette: MusetteProcess): readonly Line[] {
  return musette
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);
}

async function lineThat(musette: MusetteProcess, what: string, is: (line: Line) => boolean): Promise<Line> {
  return await eventually(what, () => linesOf(musette).find(is));
}

it("the id of a request is in its answer, and follows its events to every delivery, over a restart", async () => {
  await using home = await makeHome();
  let status = 503;
  await using receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(status).end(),
  });
  const port = await freePort();
  const hook = `  - { name: hook, type: webhook, url: "${receiver.origin}/", allow_private: true, batch: { wait: 5ms }, retry: { first: 50ms, longest: 100ms } }`;
  const yaml = testConfig(home, hook, `admin: { token: ${token} }`).replace("port: 0", `port: ${port}`);
  const configFile = await home.write("musette.yaml", yaml);
  const ask = async (...args: readonly string[]) => {
    const { stdout, stderr } = await runMusette([...args, "--config", configFile]);
    expect(stderr).toBe("");
    return stdout;
  };

  await using before = await startMusette(configFile);
  const answer = await before.post("/ingest/peloton?user_id=me", workout(1), { "x-request-id": "ride-1" });
  expect([answer.status, answer.headers.get("x-request-id")]).toEqual([202, "ride-1"]);
  const failed = await lineThat(
    before,
    "a failed delivery",
    ({ code, batch }) => code === "unavailable" && batch !== undefined,
  );
  expect(failed).toMatchObject({
    level: 40,
    destination: "hook",
    events: 1,
    of: 1,
    attempt: 1,
    requestIds: ["ride-1"],
  });

  const odd = JSON.stringify(workout(2)).replaceAll('"display_unit":"watts"', '"display_unit":"horses"');
  await before.post("/ingest/peloton?user_id=me", odd, { "x-request-id": "ride-2" });
  const kept = await lineThat(before, "the quarantine", ({ items }) => items === 1);
  expect(kept).toMatchObject({ level: 40, source: "peloton", developer: "tester", requestId: "ride-2" });
  expect(JSON.parse(await ask("quarantine", "list", "--json"))).toMatchObject({
    quarantine: [{ requestId: "ride-2" }],
  });

  // Killed, and so nothing but the journal knows of it.
  await before.kill("SIGKILL");
  status = 200;
  await using musette = await startMusette(configFile);
  await eventually("delivered", () => (receiver.taken.length === 1 ? true : undefined));
  const retried = await lineThat(musette, "a delivery after a retry", ({ batch }) => batch !== undefined);
  expect(retried).toMatchObject({ level: 30, destination: "hook", events: 1, requestIds: ["ride-1"] });
  expect(retried["attempt"]).toBeGreaterThan(1);

  status = 422;
  await musette.post("/ingest/peloton?user_id=me", workout(3), { "x-request-id": "ride-3" });
  const dead = await lineThat(musette, "a dead letter", ({ eventId }) => eventId !== undefined);
  expect(dead).toMatchObject({ level: 50, destination: "hook", code: "rejected", requestIds: ["ride-3"] });
  expect(await ask("dead-letters", "show", "hook", "2")).toMatch(/^requestId +ride-3$/m);
  const event = await fetch(new URL("/admin/events/1", musette.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await event.json()).toMatchObject({ seq: 1, requestId: "ride-1" });

  const output = before.output() + musette.output();
  for (const secret of [token, "test-key", "performance_graph", "horses"])
    expect(output).not.toContain(secret);
});

it("an event that Musette makes itself has the id of the request that asked for it", async () => {
  await using home = await makeHome();
  const configFile = await home.write(
    "musette.yaml",
    testConfig(home, undefined, `admin: { token: ${token} }`),
  );
  await using musette = await startMusette(configFile);
  await musette.post("/ingest/peloton?user_id=me", workout(1));
  const url = new URL("/v2/auth/deauthenticateUser?user_id=me", musette.url);
  const headers = { "dev-id": "tester", "x-api-key": "test-key", "x-request-id": "goodbye" };
  expect((await fetch(url, { method: "DELETE", headers })).status).toBe(200);
  const listed = await fetch(new URL("/admin/events/2", musette.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await listed.json()).toMatchObject({ type: "deauth", requestId: "goodbye" });
});
