import { rename, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig, type Home, type MusetteProcess } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

const perSecond = 60;

const workout = (seed: number) =>
  generatePelotonWorkout({ seed, discipline: "strength", durationSeconds: 60 });

/** A destination of SQLite in a file of its own, as a line of YAML. */
function sqlite(home: Home, name: string, file: string, more = ""): string {
  const url = JSON.stringify(`sqlite:${home.file(file)}`);
  return `  - { name: ${name}, type: sql, url: ${url}, batch: { wait: 20ms }${more} }`;
}

function idsIn(home: Home, file: string): readonly string[] {
  const rows = queryWarehouse(home.file(file), "SELECT payload_id FROM terra_data_payloads") ?? [];
  return rows.map((row) => String(row["payload_id"]));
}

/** Posts a workout so often a second until it is told to stop. */
function startSending(musette: MusetteProcess) {
  const ids: string[] = [];
  const statuses: number[] = [];
  const sending: Promise<void>[] = [];
  let seed = 1;
  const send = async () => {
    const answer = await musette.post("/ingest/peloton?user_id=me", workout(seed++));
    statuses.push(answer.status);
    const { events } = (await answer.json()) as { readonly events: readonly { readonly id: string }[] };
    ids.push(...events.map(({ id }) => id));
  };
  const timer = setInterval(() => sending.push(send()), 1_000 / perSecond);
  return {
    /** Of what has been acknowledged so far. */
    ids: ids as readonly string[],
    statuses: statuses as readonly number[],
    async stop() {
      clearInterval(timer);
      await Promise.all(sending);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** A receiver that takes a while, and remembers which events it was sent. */
async function startReceiver() {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.headers["webhook-id"]));
    request.resume();
    setTimeout(() => response.end("ok"), 40);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received: received as readonly string[],
    [Symbol.dispose]: () => void server.close(),
  };
}

it("adds, changes, pauses and removes destinations under load: every event where it belongs, once", async () => {
  await using home = await makeHome();
  using receiver = await startReceiver();
  const hook = (concurrency: number) =>
    `  - { name: hook, type: webhook, url: "${receiver.url}", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, allow_private: true, limits: { concurrency: ${concurrency} } }`;
  const second = sqlite(home, "second", "second.db");
  const later = (more: string) => sqlite(home, "later", "later.db", `, start: now${more}`);
  const file = await home.write(
    "musette.yaml",
    testConfig(home, [sqlite(home, "main", "a.db"), hook(2)].join("\n")),
  );
  await using musette = await startMusette(file);
  let readings = 0;
  async function put(...destinations: readonly string[]): Promise<void> {
    // As editors and deployments do it: another file takes the place of the first.
    await writeFile(`${file}.new`, testConfig(home, destinations.join("\n")));
    await rename(`${file}.new`, file);
    readings += 1;
    await eventually("the destinations to be as configured", () =>
      musette.output().split("the destinations are as configured").length > readings ? true : undefined,
    );
  }

  using sender = startSending(musette);
  await sleep(500);
  await put(sqlite(home, "main", "a.db"), hook(3), second);
  await sleep(300);
  await put(sqlite(home, "main", "a.db"), hook(4), second, later(""));
  const before = sender.ids.length;
  await sleep(300);
  // To another database: what was in flight is finished in the first.
  await put(sqlite(home, "main", "b.db"), hook(5), second, later(""));
  await sleep(300);
  await put(sqlite(home, "main", "b.db"), hook(6), second, later(", paused: true"));
  await sleep(300);
  await writeFile(file, testConfig(home, sqlite(home, "main", "b.db").replace("type: sql", "type: sqll")));
  await eventually("the refusal", () => (musette.output().includes("is refused") ? true : undefined));
  expect(musette.output()).toMatch(/musette\.yaml:\d+:\d+ destinations\[0\]\.type: unknown connector type/);
  await sleep(300);
  await put(sqlite(home, "main", "b.db"), hook(7), later(""));
  const inSecond = idsIn(home, "second.db");
  const metrics = await (await fetch(new URL("/metrics", musette.url))).text();
  expect(metrics).toContain('destination="later"');
  expect(metrics).not.toContain('destination="second"');
  await sleep(300);
  await sender.stop();

  expect(sender.statuses.length).toBeGreaterThan(100);
  expect(new Set(sender.statuses)).toEqual(new Set([202]));
  const all = sender.ids.toSorted();
  const inMain = await eventually("every event in the main warehouse", () => {
    const found = [...idsIn(home, "a.db"), ...idsIn(home, "b.db")];
    return found.length >= all.length ? found : undefined;
  });
  expect(inMain.toSorted()).toEqual(all);
  expect(idsIn(home, "a.db").length).toBeGreaterThan(0);
  expect(idsIn(home, "b.db").length).toBeGreaterThan(0);
  const isInLater = await eventually("every later event in its warehouse", () => {
    const found = new Set(idsIn(home, "later.db"));
    return sender.ids.slice(before).every((id) => found.has(id)) ? found : undefined;
  });
  expect(isInLater.size).toBeLessThan(all.length);
  // The one that was removed had everything until then, and gets nothing any more.
  expect(inSecond.length).toBeGreaterThan(before);
  expect(idsIn(home, "second.db")).toEqual(inSecond);
  await eventually("every event at the receiver", () =>
    receiver.received.length >= all.length ? true : undefined,
  );
  expect(receiver.received.toSorted()).toEqual(all);
});

it("takes up what could not be finished in time, and loses none of it", async () => {
  await using home = await makeHome();
  const asked: string[] = [];
  let answers = false;
  const server = createServer((request, response) => {
    asked.push(String(request.headers["webhook-id"]));
    request.resume();
    if (answers) response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  using cleanUp = new DisposableStack();
  cleanUp.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const config = (path: string) =>
    testConfig(
      home,
      `  - { name: hook, type: webhook, url: "http://127.0.0.1:${port}/${path}", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, allow_private: true }`,
    ).replace("shutdown_timeout: 5s", "shutdown_timeout: 300ms");
  const file = await home.write("musette.yaml", config("old"));
  await using musette = await startMusette(file);
  expect((await musette.post("/ingest/peloton?user_id=me", workout(1))).status).toBe(202);
  await eventually("the first request", () => (asked.length > 0 ? true : undefined));
  answers = true;
  await writeFile(file, config("new"));
  await eventually("the second request", () => (asked.length > 1 ? true : undefined));
  await eventually("the reading", () =>
    musette.output().includes("the destinations are as configured") ? true : undefined,
  );
  expect(new Set(asked).size).toBe(1);
});

it("puts the operator's token, sources and limits into effect without a restart", async () => {
  await using home = await makeHome();
  const file = await home.write("musette.yaml", testConfig(home));
  await using musette = await startMusette(file);
  const destinations = async (token: string) =>
    (
      await fetch(new URL("/admin/destinations", musette.url), {
        headers: { authorization: `Bearer ${token}` },
      })
    ).status;
  expect(await destinations("a-token-of-the-operator")).toBe(404);
  const admin = "admin: { token: a-token-of-the-operator }\nsources: { peloton: {} }";
  await writeFile(file, testConfig(home, undefined, admin).replace("max_body: 32MB", "max_body: 2KB"));
  await eventually("the admin", async () =>
    (await destinations("a-token-of-the-operator")) === 200 ? true : undefined,
  );
  expect(await destinations("another-token-than-that")).toBe(401);
  expect((await musette.post("/ingest/ifit?user_id=me", {})).status).toBe(404);
  expect((await musette.post("/ingest/peloton?user_id=me", { workout: "x".repeat(4_000) })).status).toBe(413);
  expect(musette.output()).toMatch(/"inEffect":\["server","sources","admin"\]/);
  expect(musette.output()).not.toContain("restart to put into effect");
});

it("loads a plugin that is named later, also one that was wrong at first, and says which cannot be loaded again", async () => {
  await using home = await makeHome();
  const file = await home.write("musette.yaml", testConfig(home));
  await using musette = await startMusette(file);
  const plugin = (words: string) => `
    import * as z from "zod";
    export default {
      type: "own", summary: "own", limits: { records: 10, bytes: 1000000 }, guarantee: "at-least-once",
      formats: ["json"], config: z.strictObject({}),
      open: (_options, host) => ({
        write: async (batch) => { host.log("warn", "${words} " + batch.records.length); return []; },
        check: async () => undefined,
        close: async () => undefined,
      }),
    };`;
  const withPlugin = testConfig(home, "  - { name: own, type: own }", "plugins: [./own.ts]");
  await home.write("own.ts", "export default nothing;");
  await writeFile(file, withPlugin);
  await eventually("the refusal", () => (musette.output().includes("is refused") ? true : undefined));
  expect(musette.output()).toContain("the plugin cannot be loaded");
  await home.write("own.ts", plugin("handed"));
  musette.child.kill("SIGHUP");
  await eventually("the reading", () =>
    musette.output().includes("the destinations are as configured") ? true : undefined,
  );
  expect((await musette.post("/ingest/peloton?user_id=me", workout(1))).status).toBe(202);
  await eventually("the plugin to be handed it", () =>
    musette.output().includes("handed 1") ? true : undefined,
  );
  await home.write("own.ts", plugin("changed"));
  musette.child.kill("SIGHUP");
  await eventually("the plugin's file", () =>
    /restart to put into effect what has changed in: plugins: \S*own\.ts/.test(musette.output())
      ? true
      : undefined,
  );
});
