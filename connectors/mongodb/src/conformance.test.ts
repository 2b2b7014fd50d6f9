import { connectorConformance, ensureMongodb, suiteTitle } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import type { Document } from "mongodb";
import { describe, it } from "vitest";
import { mongodbConnector } from "./index.ts";
import { makeMongodbPlace } from "./testing/mongodb-place.ts";

const server = await ensureMongodb();

describe.skipIf("skipped" in server)(`on ${suiteTitle("MongoDB", server)}`, () => {
  connectorConformance(
    {
      name: `mongodb on ${"version" in server ? server.version : "nothing"}`,
      definition: mongodbConnector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget: async () => await makeTarget(server.url),
    },
    { describe, it },
  );
});

async function makeTarget(url: string): Promise<ConformanceTarget> {
  const place = await makeMongodbPlace(url);
  const { db, config } = place;

  async function documents(): Promise<readonly (readonly [string, readonly Document[]])[]> {
    const collections = await db.listCollections({}, { nameOnly: true }).toArray();
    const names = collections.map(({ name }) => name).sort();
    return await Promise.all(
      names.map(async (name) => [name, await db.collection(name).find().toArray()] as const),
    );
  }

  return {
    config,
    secrets: place.secrets,
    configAt: ({ host, port }) => ({ ...config, url: place.at({ host: `${host}:${port}` }) }),
    wrongCredentials: { ...config, url: place.at({ password: "wrong" }) },
    // A database is made by the first write to it; the user's role is for one database only.
    missingPlace: { config: { ...config, collection_prefix: "elsewhere_" }, outcome: "created" },
    async readBack() {
      const all = (await documents()).flatMap(([name, found]) => found.map((held) => recordOf(name, held)));
      const byId = Map.groupBy(all, ({ id }) => id);
      return [...byId.values()].flatMap((copies) =>
        copies.slice(0, 1).map((copy) => ({ ...copy, copies: copies.length })),
      );
    },
    snapshot: async () => JSON.stringify(await documents()),
    async poison(records) {
      const keys = records.map(({ key }) => key);
      await db.command({ collMod: "activity", validator: { "musette.key": { $nin: keys } } });
    },
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  };
}

/** What the README tells readers to do: the item is in the fields, or else in `musette.json`. */
function recordOf(collection: string, { _id, musette, ...fields }: Document): StoredRecord {
  if (collection !== "user_events") delete fields["user"];
  const json = String(musette.json ?? JSON.stringify(fields, signOfZero).replaceAll('"-0"', "-0"));
  return { id: String(musette.id), revision: Number(musette.revision), json, copies: 1 };
}

/** JSON.stringify loses the sign of -0, BSON does not. */
function signOfZero(_: string, value: unknown): unknown {
  return Object.is(value, -0) ? "-0" : value;
}
