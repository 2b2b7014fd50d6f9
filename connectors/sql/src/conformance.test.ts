import { connectorConformance } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { describe, it } from "vitest";
import { sqlConnector } from "./index.ts";
import { engines } from "./testing/engines.ts";
import type { Place } from "./testing/place.ts";

const withoutNetwork = {
  "reports a dead endpoint as unavailable or as a timeout": "a file has no endpoint",
  "stops waiting for a silent endpoint when told to": "a file has no endpoint",
  "reports wrong credentials as unauthorized": "a file has no credentials",
  "finds wrong credentials in check": "a file has no credentials",
};

for (const { name, title, makePlace, skipped } of engines) {
  describe.skipIf(skipped)(`on ${title}`, () => {
    connectorConformance(
      {
        name: `sql on ${name}`,
        definition: sqlConnector,
        moduleUrl: import.meta.resolve("./index.ts"),
        makeTarget: async () => target(await makePlace()),
        ...(name === "SQLite" && { notApplicable: withoutNetwork }),
      },
      { describe, it },
    );
  });
}

function target(place: Place): ConformanceTarget {
  return {
    config: place.config,
    secrets: place.secrets,
    readBack: async () => await readBack(place),
    async snapshot() {
      const tables = await place.tables();
      const rows = [];
      for (const name of tables.filter((table) => table.startsWith("terra_"))) {
        rows.push(await place.query(`select * from ${place.table(name)} order by 1`));
      }
      return JSON.stringify({ tables, rows, files: place.files?.() }, (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
    },
    poison: async (records) =>
      await place.refuseKeys(
        "terra_data_payloads",
        records.map(({ key }) => key),
      ),
    ...(place.configAt && { configAt: place.configAt }),
    ...(place.wrongCredentials && { wrongCredentials: place.wrongCredentials }),
    missingPlace: {
      config: place.missing,
      outcome: place.missing.url.startsWith("sqlite:") ? "created" : "not_found",
    },
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  };
}

/** Events are in one of two tables; a row for each copy. */
async function readBack(place: Place): Promise<readonly StoredRecord[]> {
  const there = await place.tables();
  const tables = ["terra_data_payloads", "terra_other_payloads"].filter((name) => there.includes(name));
  const rows = [];
  for (const table of tables) {
    const columns = `payload_id, revision, ${place.payloadText} as payload`;
    rows.push(...(await place.query(`select ${columns} from ${place.table(table)}`)));
  }
  const records = rows.map((row) => ({
    id: String(row["payload_id"]),
    revision: Number(row["revision"]),
    json: String(row["payload"]),
  }));
  const byId = Map.groupBy(records, ({ id }) => id);
  return [...byId.values()].flatMap((copies) =>
    copies.slice(0, 1).map((copy) => ({ ...copy, copies: copies.length })),
  );
}
