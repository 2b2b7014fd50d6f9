import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { startGcsServer } from "../../packages/testing/src/servers/gcs/start-gcs-server.ts";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette, testConfig } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

const ride = generatePelotonWorkout({ seed: 1, durationSeconds: 300 });
const sleep = {
  type: "sleep",
  user: { user_id: "me", provider: "OURA" },
  data: [{ metadata: { start_time: "2026-01-01T22:00:00Z", end_time: "2026-01-02T06:00:00Z" } }],
  version: "2022-03-16",
};

async function bucketAt(origin: string, name: string) {
  const body = JSON.stringify({ name });
  await fetch(`${origin}/storage/v1/b?project=e2e`, { method: "POST", body });
  const objects = `${origin}/storage/v1/b/${name}/o`;
  return {
    async list(): Promise<readonly { readonly name: string; readonly contentType: string }[]> {
      const answer = (await (await fetch(objects)).json()) as { readonly items?: [] };
      return answer.items ?? [];
    },
    async read(object: string): Promise<Buffer> {
      const answer = await fetch(`${objects}/${encodeURIComponent(object)}?alt=media`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

describe("destinations with a format", () => {
  it("get it: files for activities, JSON for what a file cannot carry, tables for batches", async () => {
    await using home = await makeHome();
    await using store = await startGcsServer({ port: 0 });
    const [files, tables] = [await bucketAt(store.url, "files"), await bucketAt(store.url, "tables")];
    await using receiver = await startWebhookReceiver();
    const gcs = (name: string, keys: string) =>
      `  - { name: ${name}, type: gcs, bucket: ${name}, endpoint: "${store.url}", ${keys} }`;
    const destinations = [
      gcs("files", "format: fit, batch: { wait: 20ms }"),
      gcs("tables", "format: parquet, batch: { wait: 1s }"),
      `  - { name: clinic, type: webhook, url: "${receiver.origin}/fhir", allow_private: true, format: fhir, batch: { wait: 20ms } }`,
    ].join("\n");
    await using musette = await startMusette(
      await home.write("musette.yaml", testConfig(home, destinations)),
    );
    expect((await musette.post("/ingest/peloton?user_id=me", ride)).status).toBe(202);
    expect((await musette.post("/ingest/terra", sleep)).status).toBe(202);

    const written = await eventually("a file of each", async () => {
      const objects = await files.list();
      return objects.length === 2 ? objects : undefined;
    });
    expect(written.map(({ name, contentType }) => `${name.split("/")[1]} ${contentType}`).sort()).toEqual([
      "activity application/vnd.ant.fit",
      "sleep application/json",
    ]);
    const fit = written.find(({ name }) => name.endsWith(".fit"));
    expect((await files.read(fit?.name ?? "")).toString("latin1", 8, 12)).toBe(".FIT");

    const batch = await eventually("tables and a batch", async () => {
      const objects = await tables.list();
      return objects.length === 3 ? objects : undefined;
    });
    expect(batch.map(({ name }) => name.replace(/[^/.]+\./, "").replace("2022-03-16/", "")).sort()).toEqual([
      "activities/parquet",
      "activity_samples/parquet",
      "batches/ndjson",
    ]);
    const table = batch.find(({ name }) => name.includes("/activities/"));
    expect((await tables.read(table?.name ?? "")).toString("latin1", 0, 4)).toBe("PAR1");

    const bodies = await eventually("two bundles", () =>
      receiver.requests.length === 2 ? receiver.requests : undefined,
    );
    for (const { headers, body } of bodies) {
      expect(headers["content-type"]).toBe("application/fhir+json");
      expect(JSON.parse(body.toString())).toMatchObject({ resourceType: "Bundle" });
    }
  });
});

describe("destinations with fields and samples", () => {
  it("get those, beside one that gets everything, under the same identity", async () => {
    await using home = await makeHome();
    const sql = (name: string, keys: string) =>
      `  - { name: ${name}, type: sql, url: ${JSON.stringify(`sqlite:${home.file(`${name}.db`)}`)}, batch: { wait: 20ms }, ${keys} }`;
    const destinations = [
      sql("whole", ""),
      sql("heart", "fields: { keep: [heart_rate_data] }, samples: { every: 1m }"),
      sql("thin", "fields: { drop: [power_data, device_data] }, samples: none"),
    ].join("\n");
    await using musette = await startMusette(
      await home.write("musette.yaml", testConfig(home, destinations)),
    );
    await musette.post("/ingest/peloton?user_id=me", ride);
    const rowOf = async (name: string) =>
      await eventually(`a row in ${name}`, () => {
        const query = "SELECT * FROM terra_data_payloads JOIN terra_activities USING (event_key)";
        return queryWarehouse(home.file(`${name}.db`), query)?.[0];
      });
    const [whole, heart, thin] = [await rowOf("whole"), await rowOf("heart"), await rowOf("thin")];
    for (const column of ["event_key", "event_id", "revision", "start_time"]) {
      expect([heart[column], thin[column]]).toEqual([whole[column], whole[column]]);
    }
    const itemOf = (row: typeof whole) => JSON.parse(String(row["payload"])) as Item;
    const samplesOf = (row: typeof whole) => itemOf(row).heart_rate_data?.detailed?.hr_samples?.length;
    expect(Object.keys(itemOf(heart)).sort()).toEqual(["heart_rate_data", "metadata"]);
    expect(itemOf(thin)).not.toHaveProperty("power_data");
    expect(samplesOf(whole)).toBeGreaterThan(50);
    expect(samplesOf(heart)).toBeGreaterThanOrEqual(5);
    expect(samplesOf(heart)).toBeLessThan(8);
    expect(samplesOf(thin)).toBe(0);
    expect(heart["avg_hr_bpm"]).toBe(whole["avg_hr_bpm"]);
    expect(thin["avg_watts"]).toBeNull();
  });

  it("are refused with their place and a suggestion when a path leads nowhere", async () => {
    await using home = await makeHome();
    const destination = `  - { name: w, type: sql, url: "sqlite:x.db", fields: { keep: [power_dta] } }`;
    const file = await home.write("wrong.yaml", testConfig(home, destination));
    const { code, stderr } = await runMusette(["check", "--offline", "--config", file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /wrong\.yaml:\d+:\d+ destinations\[0\]\.fields\.keep\[0\]: .*did you mean "power_data"/,
    );
  });
});

interface Item {
  readonly heart_rate_data?: { readonly detailed?: { readonly hr_samples?: readonly unknown[] } };
}
