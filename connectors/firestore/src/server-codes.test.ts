import { suiteTitle } from "@musette/testing";
import { afterAll, describe, expect, it } from "vitest";
import { createApi } from "./api.ts";
import type { Write } from "./api.ts";
import { firestoreConfig } from "./config.ts";
import { connectFirestore } from "./connect.ts";
import type { Fields, Value } from "./encode-fields.ts";
import { makeFirestorePlace } from "./testing/firestore-place.ts";
import { servers } from "./testing/servers.ts";

// Our own server is held to what Google's emulator answers: one table for both.

const one: Fields = { n: { integerValue: 1 } };
const text = (length: number): Value => ({ stringValue: "x".repeat(length) });
const nested = (levels: number): Value =>
  levels === 0 ? { integerValue: 1 } : { mapValue: { fields: { in: nested(levels - 1) } } };
const free = { exists: false } as const;

for (const { title, server } of servers) {
  describe.skipIf("skipped" in server)(`the codes of ${suiteTitle(title, server)}`, () => {
    const place = makeFirestorePlace(server.url);
    const database = `projects/${place.config.project_id}/databases/(default)`;
    const client = connectFirestore(firestoreConfig.parse(place.config));
    afterAll(async () => {
      await (await client).close();
      await place[Symbol.asyncDispose]();
    });

    const write = async (...writes: readonly (readonly [id: string, Fields, Write["condition"]])[]) => {
      const api = createApi(await client, { database, isEmulator: true }, new AbortController().signal);
      const named = writes.map(([id, fields, condition]) => {
        return { name: `${database}/documents/codes/${id}`, fields, condition };
      });
      return (await api.write(named)).map(({ code }) => code);
    };

    it("answers for each write on its own", async () => {
      expect(await write(["a", one, free])).toEqual([0]);
      expect(await write(["a", one, free], ["b", one, free])).toEqual([6, 0]);
      expect(await write(["a", one, { updateTime: { seconds: 1, nanos: 0 } }])).toEqual([9]);
      expect(await write(["none", one, { updateTime: { seconds: 1, nanos: 0 } }])).toEqual([9]);
      const twoHalves = { s: text(600_000), t: text(600_000) };
      expect(await write(["large", twoHalves, free], ["c", one, free])).toEqual([3, 0]);
    });

    it.each<[string, string, Fields]>([
      ["a list within a list", "n", { a: { arrayValue: { values: [{ arrayValue: { values: [] } }] } } }],
      ["a reserved id", "__x__", one],
      ["a long id", "i".repeat(1501), one],
      ["a long value", "n", { s: text(1_048_488) }],
      ["21 levels", "n", { a: nested(21) }],
      ["a reserved name", "n", { __f__: { integerValue: 1 } }],
      ["an empty name", "n", { "": { integerValue: 1 } }],
    ])("refuses a request with %s", async (_, id, fields) => {
      await expect(write([id, fields, free], ["innocent", one, free])).rejects.toMatchObject({ code: 3 });
    });

    it("refuses to write a document twice in a request", async () => {
      await expect(write(["twice", one, free], ["twice", one, free])).rejects.toMatchObject({ code: 3 });
    });

    it("takes what is just within the limits", async () => {
      expect(await write(["i".repeat(1500), one, free])).toEqual([0]);
      expect(await write(["long", { s: text(1_048_400) }, free])).toEqual([0]);
      expect(await write(["deep", { a: nested(20) }, free])).toEqual([0]);
      const odd = {
        "a.b": { integerValue: 1 },
        $x: { doubleValue: -0 },
        "\0": { stringValue: "\0" },
      } as const;
      expect(await write(["odd", odd, free])).toEqual([0]);
    });
  });
}
