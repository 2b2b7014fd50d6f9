import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objectMetadata } from "@musette/core";
import type { Batch } from "@musette/core";
import { ensureGcs, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { makeGcsPlace } from "./gcs-place.fixture.ts";
import type { GcsPlace } from "./gcs-place.fixture.ts";
import { gcsConnector } from "./index.ts";

const server = await ensureGcs();
const signal = AbortSignal.timeout(30_000);

function open(config: object) {
  const context = { name: "lake", log: () => undefined, now: () => 0 };
  return gcsConnector.open(gcsConnector.config.parse(config), context);
}

async function namesIn({ bucket, config }: GcsPlace): Promise<readonly string[]> {
  const [files] = await bucket.getFiles({ prefix: config.prefix });
  return files.map(({ name }) => name.slice(config.prefix.length));
}

describe.skipIf("skipped" in server)(`on ${suiteTitle("GCS", server)}`, () => {
  it("lays objects out as Terra does, with their type and identity", async () => {
    await using place = await makeGcsPlace(server.url);
    const record = makeRecord({ item: 0 });
    expect(await open(place.config).write(makeBatch([record]), { signal })).toEqual([]);

    const name = `${place.config.prefix}/2022-03-16/activity/${record.user.user_id}-${record.startTime}.json`;
    const [{ contentType, metadata }] = await place.bucket.file(name).getMetadata();
    expect(contentType).toBe("application/json");
    expect(metadata).toEqual({
      [objectMetadata.key]: record.key,
      [objectMetadata.revision]: String(record.revision),
      [objectMetadata.id]: record.id,
    });
  });

  it("follows a layout of one's own, and keeps two items apart that share a name in it", async () => {
    await using place = await makeGcsPlace(server.url);
    const connector = open({ ...place.config, path: "{type}/dt={date}/{provider}.{ext}" });
    const records = [
      makeRecord({ item: 1 }),
      makeRecord({ item: 1, type: "sleep" }),
      makeRecord({ item: 2 }),
    ];
    const sameDay = { ...makeRecord({ item: 3 }), startTime: records[0]?.startTime ?? null };
    await connector.write(makeBatch([...records, sameDay]), { signal });
    await connector.write(makeBatch([...records, sameDay]), { signal });
    expect(await namesIn(place)).toEqual([
      "/activity/dt=2026-01-02/PELOTON.json",
      expect.stringMatching(/^\/activity\/dt=2026-01-02\/PELOTON~[0-9a-f]{16}\.json$/),
      "/activity/dt=2026-01-03/PELOTON.json",
      "/sleep/dt=2026-01-02/PELOTON.json",
    ]);
  });

  it("writes single objects for other destinations, and says where they are", async () => {
    await using place = await makeGcsPlace(server.url);
    const connector = open(place.config);
    const record = makeRecord({ item: 1 });
    const sameTime = { ...makeRecord({ item: 2 }), startTime: record.startTime };
    const root = `gs://${place.config.bucket}/`;
    for (const each of [record, sameTime, record]) {
      const url = (await connector.store?.(each, { signal })) ?? "";
      const [bytes] = await place.bucket.file(url.replace(root, "")).download();
      expect(bytes.toString()).toBe(each.json());
    }
    expect(await namesIn(place)).toHaveLength(2);
  });

  it("writes one object for a batch in a format of many records, and the same one again", async () => {
    await using place = await makeGcsPlace(server.url);
    const text = "{}\n{}\n";
    const batch: Batch = {
      ...makeBatch(makeRecords(0, 2)),
      encode: async () => [
        {
          name: "batches",
          bytes: Buffer.from(text),
          contentType: "application/x-ndjson",
          extension: "ndjson",
        },
      ],
    };
    const connector = open(place.config);
    for (let time = 0; time < 2; time += 1) expect(await connector.write(batch, { signal })).toEqual([]);

    const name = `/2022-03-16/batches/${batch.id}.ndjson`;
    expect(await namesIn(place)).toEqual([name]);
    const [bytes] = await place.bucket.file(place.config.prefix + name).download();
    expect(bytes.toString()).toBe(text);
  });

  it("keeps user ids with slashes and dots in their place", async () => {
    await using place = await makeGcsPlace(server.url);
    const record = { ...makeRecord({ item: 0 }), user: { user_id: "../../a/\u0000b", provider: "IFIT" } };
    expect(await open(place.config).write(makeBatch([record]), { signal })).toEqual([]);
    expect(await namesIn(place)).toEqual([
      `/2022-03-16/activity/..%2F..%2Fa%2F%00b-${record.startTime}.json`,
    ]);
  });

  it("takes credentials from a file, and says so when it is not there", async () => {
    await using place = await makeGcsPlace(server.url);
    const { credentials, ...config } = place.config;
    const folder = await mkdtemp(join(tmpdir(), "musette-gcs-"));
    const file = join(folder, "key.json");
    const connector = open({ ...config, credentials_file: file });
    await expect(connector.check({ signal })).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringMatching(/refused signing in .*ENOENT/),
    });
    await writeFile(file, credentials ?? "");
    await connector.check({ signal });
    await rm(folder, { recursive: true });
  });
});

// These need accounts of their own, which only the emulator makes.
const isEmulator = !("skipped" in server) && new URL(server.url).pathname === "/";
describe.runIf(isEmulator)("on the GCS emulator", () => {
  it("tells which permission is missing", async () => {
    await using place = await makeGcsPlace(server.url);
    const credentials = await place.accountWith(["storage.objects.get", "storage.objects.list"]);
    const connector = open({ ...place.config, credentials });
    const refused = {
      code: "unauthorized",
      message: expect.stringMatching(/\(403 forbidden\).*storage\.objects\.create/),
    };
    await expect(connector.check({ signal })).rejects.toMatchObject(refused);
    await expect(connector.write(makeBatch(makeRecords(0, 3)), { signal })).rejects.toMatchObject(refused);
  });

  it("finds in check that new objects may be written but none replaced", async () => {
    await using place = await makeGcsPlace(server.url);
    const credentials = await place.accountWith(["storage.objects.create"]);
    await expect(open({ ...place.config, credentials }).check({ signal })).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("needs storage.objects.get and storage.objects.delete"),
    });
  });

  it("asks without credentials where there are none and no TLS", async () => {
    await using place = await makeGcsPlace(server.url);
    const { credentials: _, ...config } = place.config;
    expect(await open(config).write(makeBatch(makeRecords(0, 1)), { signal })).toEqual([]);
  });
});
