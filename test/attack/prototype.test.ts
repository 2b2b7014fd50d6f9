import { readFile } from "node:fs/promises";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { makeHome } from "../e2e/musette-process.ts";
import { startAttackedServer } from "./attacked-server.ts";

/** Runs in the server's own process, and writes down what every object there has inherited. */
const witness = (file: string) => `
import { appendFileSync } from "node:fs";
import { defineConnector } from "@musette/core";
import * as z from "zod";
const known = new Set(Object.getOwnPropertyNames(Object.prototype));
export default defineConnector({
  type: "witness", summary: "Looks for pollution.", config: z.strictObject({}), formats: ["json"],
  limits: { records: 100, bytes: 1000000 }, guarantee: "at-least-once",
  open: () => ({
    write: async () => {
      const strange = Object.getOwnPropertyNames(Object.prototype).filter((name) => !known.has(name));
      appendFileSync(${JSON.stringify(file)}, JSON.stringify({ strange, polluted: String({}.polluted) }) + "\\n");
      return [];
    },
    check: async () => {},
    close: async () => {},
  }),
});
`;

it("keeps keys such as __proto__ and constructor where they are", async () => {
  await using folder = await makeHome();
  const seen = folder.file("seen.ndjson");
  const plugin = await folder.write("witness.ts", witness(seen));
  await using server = await startAttackedServer({
    plugins: [plugin],
    destinations: "  - { name: witness, type: witness, batch: { wait: 1ms } }",
  });
  const evil = `"__proto__":{"polluted":"yes","duplicate":true},"constructor":{"prototype":{"polluted":"yes"}}`;
  const poison = (payload: unknown) =>
    JSON.stringify(payload).replaceAll("{", `{${evil},`).replaceAll(",}", "}");
  const terra = {
    type: "athlete",
    user: { user_id: "__proto__", provider: "PELOTON" },
    athlete: { age: 40 },
  };
  const payloads: readonly (readonly [string, unknown])[] = [
    ["/ingest/peloton?user_id=__proto__", generatePelotonWorkout({ seed: 1, durationSeconds: 60 })],
    ["/ingest/peloton?reference_id=constructor&__proto__[polluted]=yes", generatePelotonWorkout({ seed: 2 })],
    ["/ingest/ifit?user_id=__proto__", generateIfitLog({ seed: 3, kind: "treadmill" })],
    ["/ingest/terra", terra],
    ["/v2/auth/generateWidgetSession?__proto__=x", { providers: "PELOTON" }],
  ];
  for (const [path, payload] of payloads) {
    const { status } = await server.musette.post(path, poison(payload));
    expect(status, path).toBeLessThan(500);
  }
  const honest = await server.musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 9 }));
  expect(honest.status).toBe(202);
  expect(await honest.json()).toMatchObject({ events: [{ duplicate: false }] });
  const lines = await eventually("the witness's word", async () => {
    const text = await readFile(seen, "utf8").catch(() => "");
    return text === "" || (await server.metric('musette_delivery_lag_events{destination="witness"}')) > 0
      ? undefined
      : text.trim().split("\n");
  });
  expect(new Set(lines)).toEqual(new Set([JSON.stringify({ strange: [], polluted: "undefined" })]));
});
