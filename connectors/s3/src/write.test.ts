import type { DeliveryRecord } from "@musette/core";
import { ensureS3, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import type { BucketPlace } from "./testing/bucket-place.fixture.ts";
import { openConnector } from "./testing/open-connector.fixture.ts";

const server = await ensureS3();
const { signal } = new AbortController();

describe.skipIf("skipped" in server)(`s3: ${suiteTitle("objects", server)}`, () => {
  let place: BucketPlace;
  beforeEach(() => {
    place = makeBucketPlace(server.url, "write");
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  async function deliver(records: readonly DeliveryRecord[], keys: Readonly<Record<string, unknown>> = {}) {
    await using connector = openConnector({ ...place.config, ...keys });
    return await connector.write(makeBatch(records), { signal });
  }
  const keys = async () => [...(await place.objects()).keys()];

  it("lie where Terra puts them, and say what they are", async () => {
    const record = makeRecord({ item: 0, revision: 7 });
    await deliver([record]);
    const objects = await place.objects();
    expect([...objects]).toEqual([
      [
        `2022-03-16/activity/${record.user.user_id}-2026-01-01T06:30:00.000Z.json`,
        {
          etag: expect.any(String),
          text: record.json(),
          contentType: "application/json",
          metadata: { musettekey: record.key, musetterevision: "7", musetteid: record.id },
        },
      ],
    ]);
  });

  it("lie where a template puts them", async () => {
    const record = makeRecord({ item: 0 });
    await deliver([record], { path: "{type}/dt={date}/{provider}/{id}.{ext}" });
    expect(await keys()).toEqual([`activity/dt=2026-01-01/PELOTON/${record.id}.json`]);
  });

  it("never leave the prefix, whatever the user is called", async () => {
    const names = ["../../escaped", "..", "a/b", "a b+c?d#e%2F", "zoë 🚴", "x".repeat(1_000), "\ud83d"];
    const records = names.map((user_id, item): DeliveryRecord => {
      const record = makeRecord({ item });
      return { ...record, user: { ...record.user, user_id } };
    });
    expect(await deliver(records)).toEqual([]);
    const objects = await place.objects();
    expect([...objects.values()].map(({ text }) => text).sort()).toEqual(records.map((r) => r.json()).sort());
    for (const key of objects.keys()) expect(key).toMatch(/^2022-03-16\/activity\/[^/\s]+\.json$/);
  });

  it("do not overwrite each other when a template makes two items meet", async () => {
    const records = makeRecords(0, 5);
    for (const revision of [1, 2]) {
      const again = makeRecords(0, 5, { revision });
      expect(await deliver(again, { path: "{type}.{ext}" })).toEqual([]);
    }
    expect(await keys()).toHaveLength(records.length);
    expect(await keys()).toContain("activity.json");
  });

  it("can be written one by one, for other destinations, and say where they are", async () => {
    await using connector = openConnector(place.config);
    const [record, sameTime] = makeRecords(0, 2);
    if (record === undefined || sameTime === undefined) throw new Error("two records were asked for");
    const records = [record, { ...sameTime, startTime: record.startTime }, record];
    const urls: (string | undefined)[] = [];
    for (const each of records) urls.push(await connector.store?.(each, { signal }));
    const root = `s3://${place.bucket}/${place.prefix}/`;
    const objects = await place.objects();
    expect(objects.size).toBe(2);
    expect(urls.map((url = "") => objects.get(url.slice(root.length))?.text)).toEqual(
      records.map((each) => each.json()),
    );
  });

  it("replace what others have put there", async () => {
    const { PutObjectCommand } = await import("@aws-sdk/client-s3");
    const record = makeRecord({ item: 0 });
    const Key = `${place.prefix}/2022-03-16/activity/${record.user.user_id}-${record.startTime}.json`;
    await place.client.send(new PutObjectCommand({ Bucket: place.bucket, Key, Body: "{}" }));
    await deliver([record]);
    expect([...(await place.objects()).values()].map(({ text }) => text)).toEqual([record.json()]);
  });

  it("are one for a whole batch where the format is so, and a repeat is the same one", async () => {
    const bytes = new TextEncoder().encode("one\ntwo\n");
    const batch = {
      ...makeBatch(makeRecords(0, 2)),
      encode: async () => [
        { name: "batches", bytes, contentType: "application/x-ndjson", extension: "ndjson" },
      ],
    };
    await using connector = openConnector(place.config);
    for (let time = 0; time < 2; time += 1) expect(await connector.write(batch, { signal })).toEqual([]);
    expect([...(await place.objects())]).toMatchObject([
      [`2022-03-16/batches/${batch.id}.ndjson`, { text: "one\ntwo\n", contentType: "application/x-ndjson" }],
    ]);
  });

  it("whose path is too long become dead letters, and only they", async () => {
    const path = `{type}/{user_id}${"/x".repeat(400)}.{ext}`;
    const [short, long] = makeRecords(0, 2);
    if (short === undefined || long === undefined) throw new Error("two records were asked for");
    const unusual = { ...long, user: { ...long.user, user_id: "u".repeat(500) } };
    const failures = await deliver([short, unusual], { path });
    expect(failures).toEqual([
      { id: long.id, code: "rejected", message: expect.stringContaining("Choose a shorter or simpler path") },
    ]);
    expect(await keys()).toHaveLength(1);
  });
});
