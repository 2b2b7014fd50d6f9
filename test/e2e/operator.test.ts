import { freePort, generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette, testConfig, type Home } from "./musette-process.ts";

const token = "operator-token-of-the-test";
const admin = `admin: { token: ${token} }`;
const workout = (seed: number) => generatePelotonWorkout({ seed });

function hookYaml(origin: string): string {
  return `  - { name: hook, type: webhook, url: ${origin}/, allow_private: true, batch: { wait: 5ms }, retry: { first: 50ms, longest: 100ms } }`;
}

/** A configuration whose port is known, so that the commands find the server by it. */
async function configure(home: Home, origin: string, extra = admin): Promise<string> {
  const port = await freePort();
  const yaml = testConfig(home, hookYaml(origin), extra).replace("port: 0", `port: ${port}`);
  return await home.write("musette.yaml", yaml);
}

/** A receiver that refuses what it understands until it is repaired. */
async function startBroken() {
  let isBroken = true;
  const receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(isBroken ? 422 : 200).end(),
  });
  return { receiver, repair: () => void (isBroken = false) };
}

async function musetteJson(configFile: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runMusette([...args, "--config", configFile, "--json"]);
  expect(stderr).toBe("");
  return { code, answer: JSON.parse(stdout) as Record<string, unknown> };
}

describe("an operator", () => {
  it("lists what a broken destination refused, repairs it, retries, and everything arrives once", async () => {
    await using home = await makeHome();
    const { receiver, repair } = await startBroken();
    await using _receiver = receiver;
    const configFile = await configure(home, receiver.origin);
    await using musette = await startMusette(configFile);
    for (const seed of [1, 2, 3]) await musette.post("/ingest/peloton?user_id=me", workout(seed));

    const listed = await eventually("three dead letters", async () => {
      const { answer } = await musetteJson(configFile, "dead-letters", "list", "--destination", "hook");
      return (answer["deadLetters"] as unknown[]).length === 3 ? answer : undefined;
    });
    expect(listed).toMatchObject({
      deadLetters: [{ seq: 1, code: "rejected", userId: "me" }, {}, {}],
      next: null,
    });
    const table = await runMusette(["dead-letters", "list", "--config", configFile]);
    expect(table.stdout).toMatch(/^DESTINATION +SEQ +TYPE .*\nhook +1 +activity +me /);
    const shown = await runMusette(["dead-letters", "show", "hook", "2", "--config", configFile]);
    expect(shown.stdout).toContain("rejected");
    expect((await musetteJson(configFile, "destinations")).answer).toMatchObject({
      live: true,
      destinations: [
        {
          name: "hook",
          deadLetters: 3,
          lagEvents: 0,
          advice: expect.stringContaining("dead-letters") as string,
        },
      ],
    });

    repair();
    const counted = await musetteJson(configFile, "dead-letters", "retry", "--code", "rejected", "--dry-run");
    expect(counted).toMatchObject({ code: 0, answer: { matched: 3 } });
    expect(receiver.taken).toHaveLength(0);
    expect(await musetteJson(configFile, "dead-letters", "retry", "hook", "1")).toMatchObject({
      answer: { retried: 1 },
    });
    expect(await musetteJson(configFile, "dead-letters", "retry", "--destination", "hook")).toMatchObject({
      answer: { matched: 2, retried: 2 },
    });
    await eventually("all three", () => (receiver.taken.length >= 3 ? true : undefined));
    expect(receiver.taken).toHaveLength(3);
    expect(new Set(receiver.taken.map(({ body }) => body.toString())).size).toBe(3);
    expect((await musetteJson(configFile, "dead-letters", "list")).answer).toEqual({
      deadLetters: [],
      next: null,
    });
  });

  it("drops dead letters, several only with --yes", async () => {
    await using home = await makeHome();
    const { receiver } = await startBroken();
    await using _receiver = receiver;
    const configFile = await configure(home, receiver.origin);
    await using musette = await startMusette(configFile);
    for (const seed of [1, 2]) await musette.post("/ingest/peloton?user_id=me", workout(seed));
    await eventually("two dead letters", async () => {
      const { answer } = await musetteJson(configFile, "dead-letters", "list");
      return (answer["deadLetters"] as unknown[]).length === 2 ? true : undefined;
    });
    const unsure = await runMusette(["dead-letters", "drop", "--all", "--config", configFile]);
    expect(unsure).toMatchObject({ code: 1, stdout: "2 match; add --yes to drop them\n" });
    const sure = await musetteJson(configFile, "dead-letters", "drop", "--all", "--yes");
    expect(sure).toMatchObject({ code: 0, answer: { matched: 2, dropped: 2 } });
    const bare = await runMusette(["dead-letters", "drop", "--config", configFile]);
    expect(bare.code).toBe(2);
  });

  it("pauses a destination, which stays so over a crash, resumes it, and replays a user", async () => {
    await using home = await makeHome();
    await using receiver = await startWebhookReceiver();
    const configFile = await configure(home, receiver.origin);
    await using before = await startMusette(configFile);
    const paused = await runMusette(["pause", "hook", "--config", configFile]);
    expect(paused).toMatchObject({ code: 0, stderr: "" });
    expect(paused.stdout).toMatch(/^hook is paused, 0 behind: Paused by the operator/);
    await before.kill("SIGKILL");

    await using musette = await startMusette(configFile);
    const sentMs = Date.now();
    await musette.post("/ingest/peloton?user_id=me", workout(1));
    await musette.post("/ingest/peloton?user_id=you", workout(2));
    const { answer } = await musetteJson(configFile, "destinations");
    expect(answer).toMatchObject({
      destinations: [
        { status: "paused", pausedBy: "operator", lagEvents: 2, advice: "Run: musette resume hook" },
      ],
    });
    expect(receiver.requests).toHaveLength(0);
    const metrics = await (await fetch(new URL("/metrics", musette.url))).text();
    expect(metrics).toContain('musette_destination_state{destination="hook",state="paused"} 1');
    const lagSeconds = Number(/musette_delivery_lag_seconds\{destination="hook"\} (\S+)/.exec(metrics)?.[1]);
    expect(lagSeconds).toBeGreaterThan(0);
    expect(lagSeconds).toBeLessThanOrEqual((Date.now() - sentMs) / 1_000);
    expect(metrics).toMatch(/musette_delivery_oldest_unsent_timestamp_seconds\{destination="hook"\} \d+/);
    expect(metrics).toContain("musette_quarantine_items 0");

    expect((await musetteJson(configFile, "resume", "hook")).answer).toMatchObject({ pausedBy: null });
    await eventually("both", () => (receiver.taken.length === 2 ? true : undefined));
    const replay = ["replay", "--destination", "hook", "--user", "you"];
    expect((await musetteJson(configFile, ...replay, "--dry-run")).answer).toEqual({ matched: 1 });
    expect((await musetteJson(configFile, ...replay)).answer).toEqual({ replayed: 1 });
    await eventually("one again", () => (receiver.taken.length === 3 ? true : undefined));
    const [, , again] = receiver.taken;
    expect(receiver.taken.slice(0, 2).map(({ body }) => body.toString())).toContain(again?.body.toString());
  });

  it("sees what is in quarantine, tries it again, and drops it", async () => {
    await using home = await makeHome();
    await using receiver = await startWebhookReceiver();
    const configFile = await configure(home, receiver.origin);
    await using musette = await startMusette(configFile);
    const odd = JSON.stringify(workout(1)).replaceAll('"display_unit":"watts"', '"display_unit":"horses"');
    const answer = await musette.post("/ingest/peloton?user_id=me", odd);
    expect(await answer.json()).toMatchObject({ quarantined: true });
    expect((await musetteJson(configFile, "quarantine", "list")).answer).toMatchObject({
      quarantine: [
        { id: 1, source: "peloton", userId: "me", pointer: expect.stringMatching(/display_unit$/) as string },
      ],
    });
    expect((await runMusette(["quarantine", "list", "--config", configFile])).stdout).toMatch(
      /^ID +SOURCE .*\n1 +peloton +me /,
    );
    expect((await runMusette(["quarantine", "show", "1", "--config", configFile])).stdout).toBe(odd);
    const rerun = await runMusette(["quarantine", "rerun", "1", "--config", configFile]);
    expect(rerun).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("stays in quarantine:") as string,
    });
    const all = await runMusette(["quarantine", "rerun", "--source", "peloton", "--config", configFile]);
    expect(all.code).toBe(1);
    expect(all.stdout).toMatch(/^0 of 1 normalized, 1 stay in quarantine\n {2}1: /);
    expect(await musetteJson(configFile, "quarantine", "drop", "1")).toMatchObject({
      code: 0,
      answer: { dropped: 1 },
    });
    expect(await runMusette(["quarantine", "list", "--config", configFile])).toMatchObject({
      stdout: "nothing in quarantine\n",
    });
    const gone = await runMusette(["quarantine", "show", "1", "--config", configFile]);
    expect(gone).toMatchObject({
      code: 1,
      stderr: "musette quarantine: There is no item 1 in quarantine.\n",
    });
  });

  it("is told what to do when no server runs, when /admin is closed, and when the token is wrong", async () => {
    await using home = await makeHome();
    await using receiver = await startWebhookReceiver();
    const closedFile = await configure(home, receiver.origin, "");
    const closed = await runMusette(["pause", "hook", "--config", closedFile]);
    expect(closed).toMatchObject({ code: 1, stdout: "" });
    expect(closed.stderr).toContain("Add admin: { token: … }");
    await using musette = await startMusette(closedFile);
    const answer = await fetch(new URL("/admin/destinations", musette.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(404);
    const text = testConfig(home, hookYaml(receiver.origin), admin).replace(
      "port: 0",
      `port: ${new URL(musette.url).port}`,
    );
    const openFile = await home.write("open.yaml", text);
    const early = await runMusette(["pause", "hook", "--config", openFile]);
    expect(early.code).toBe(1);
    expect(early.stderr).toContain("whether the file was refused");
    await musette.kill("SIGKILL");

    const away = await runMusette(["dead-letters", "list", "--config", openFile]);
    expect(away.code).toBe(1);
    expect(away.stderr).toMatch(/no server answers at .*Start it with npm start/);
    const offline = await musetteJson(openFile, "destinations");
    expect(offline).toMatchObject({ code: 0, answer: { live: false } });

    await using _open = await startMusette(openFile);
    const wrongFile = await home.write("wrong.yaml", text.replace(token, "some-other-token-here"));
    const wrong = await runMusette(["pause", "hook", "--config", wrongFile]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("admin.token");
    const unknown = await runMusette(["pause", "hok", "--config", openFile]);
    expect(unknown.stderr).toContain('There is no destination "hok". Configured are: hook.');
  });
});
