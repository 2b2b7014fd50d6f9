import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const list = (length: number, item: (index: number) => string) =>
  Array.from({ length }, (_, index) => item(index)).join();

const payloads: Readonly<Record<string, () => string>> = {
  "lists nested 100,000 deep": () => "[".repeat(100_000) + "]".repeat(100_000),
  "objects nested 100,000 deep": () => `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "lists nested 3,000,000 deep in a workout": () =>
    `{"workout":{"id":"a","x":${"[".repeat(3_000_000)}${"]".repeat(3_000_000)}}}`,
  "lists that never end": () => "[".repeat(1_000_000),
  "an object of 1,000,000 keys": () => `{${list(1_000_000, (key) => `"k${key}":1`)}}`,
  "an object of 1,000,000 equal keys": () => `{${list(1_000_000, () => `"k":1`)}}`,
  "1,000,000 items": () => `[${list(1_000_000, () => "{}")}]`,
  "a text without end": () => `"${"a".repeat(20_000_000)}`,
  "a number of 10,000,000 digits": () => "1".repeat(10_000_000),
};

describe("a payload made to be slow", () => {
  it.each(Object.entries(payloads))("is refused within seconds: %s", async (_, make) => {
    const body = make();
    for (const source of ["peloton", "ifit", "terra"]) {
      const startedMs = performance.now();
      const { status } = await server.musette.post(`/ingest/${source}?user_id=me`, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(performance.now() - startedMs).toBeLessThan(5_000);
    }
    await server.expectAlive();
  });

  it("is refused by the Terra-compatible API as well", async () => {
    for (const make of [payloads["an object of 1,000,000 keys"], payloads["objects nested 100,000 deep"]]) {
      const { status } = await server.musette.post("/v2/auth/generateWidgetSession", make?.() ?? "");
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });
});
