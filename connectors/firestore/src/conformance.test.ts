import { gunzipSync } from "node:zlib";
import { connectorConformance, refuseFirestoreDocuments, suiteTitle } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import type { DocumentData } from "@google-cloud/firestore";
import { describe, it } from "vitest";
import { placeRecord } from "./document.ts";
import { firestoreConnector } from "./index.ts";
import { makeFirestorePlace, unusedKey } from "./testing/firestore-place.ts";
import { servers } from "./testing/servers.ts";

const everythingIsTaken = "Google's emulator takes any credentials, project and database";

for (const { title, server, own } of servers) {
  describe.skipIf("skipped" in server)(`on ${suiteTitle(title, server)}`, () => {
    connectorConformance(
      {
        name: `firestore on ${title}`,
        definition: firestoreConnector,
        moduleUrl: import.meta.resolve("./index.ts"),
        makeTarget: async () => makeTarget(server.url, own),
        ...(!own && {
          notApplicable: {
            "names exactly the records that the store refuses": "Firestore takes every document that fits",
            "reports wrong credentials as unauthorized": everythingIsTaken,
            "finds wrong credentials in check": everythingIsTaken,
            "reports a missing place as not found, or makes it": everythingIsTaken,
            "finds a missing place in check, unless it would make it": everythingIsTaken,
          },
        }),
      },
      { describe, it },
    );
  });
}

function makeTarget(url: string, own: boolean): ConformanceTarget {
  const place = makeFirestorePlace(url);
  const { config, root } = place;
  const parent = `projects/${config.project_id}/databases/(default)/documents/${root}/2022-03-16`;

  return {
    config,
    secrets: [unusedKey],
    configAt: ({ host, port }) => ({ ...config, emulator_host: `${host}:${port}` }),
    async readBack() {
      const all = (await place.documents()).map((document) =>
        recordOf(document.ref.parent.id, document.data()),
      );
      const byId = Map.groupBy(all, ({ id }) => id);
      return [...byId.values()].flatMap((copies) =>
        copies.slice(0, 1).map((copy) => ({ ...copy, copies: copies.length })),
      );
    },
    async snapshot() {
      const all = await place.documents();
      return JSON.stringify(all.map(({ ref, updateTime }) => [ref.path, updateTime.valueOf()]));
    },
    ...(own && {
      // A project that these credentials have no right to is what production makes of wrong ones.
      wrongCredentials: { ...config, project_id: "denied-project" },
      missingPlace: { config: { ...config, database: "missing-database" }, outcome: "not_found" as const },
      poison: async (records: Parameters<NonNullable<ConformanceTarget["poison"]>>[0]) => {
        const placed = await Promise.all(records.map(async (record) => await placeRecord(parent, record)));
        await refuseFirestoreDocuments(
          url,
          placed.map(({ name }) => name),
        );
      },
    }),
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  };
}

/** What the README tells readers to do: the item is in `musette.json_gzip`, or else in the fields. */
function recordOf(collection: string, { musette, ...fields }: DocumentData): StoredRecord {
  if (collection !== "user_events") delete fields["user"];
  const compressed: unknown = musette.json_gzip;
  const json =
    compressed instanceof Uint8Array
      ? gunzipSync(compressed).toString()
      : JSON.stringify(fields, (_, value: unknown) => (Object.is(value, -0) ? "-0" : value)).replaceAll(
          '"-0"',
          "-0",
        );
  return { id: String(musette.id), revision: Number(musette.revision), json, copies: 1 };
}
