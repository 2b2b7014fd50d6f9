import { randomBytes, randomUUID } from "node:crypto";
import { Storage } from "@google-cloud/storage";
import type { Bucket } from "@google-cloud/storage";
import { ensureGcs, suiteTitle } from "@musette/testing";
import { beforeAll, describe, expect, it } from "vitest";

const server = await ensureGcs();
/** At Google this asks for an account that may make buckets. */
const isEmulator = !("skipped" in server) && new URL(server.url).pathname === "/";

/** What Google's own client finds when it speaks to the emulator that the connector is tested on. */
describe.runIf(isEmulator)(`the emulator: ${suiteTitle("GCS", server)}`, () => {
  let bucket: Bucket;
  beforeAll(async () => {
    const retryOptions = { autoRetry: false };
    const storage = new Storage({ apiEndpoint: server.url, projectId: "emulator", retryOptions });
    [bucket] = await storage.createBucket(randomUUID());
  });

  const conditionNotMet = { code: 412, errors: [{ reason: "conditionNotMet" }] };

  it.each([
    ["in one request", { resumable: false }],
    ["resumable", { resumable: true }],
    ["resumable, in chunks", { resumable: true, chunkSize: 256 * 1024 }],
  ])("takes an upload %s and gives it back", async (_, options) => {
    const file = bucket.file(`a folder/ü ${randomUUID()}`);
    const bytes = randomBytes(600_000);
    const metadata = { contentType: "application/x-ride", metadata: { rider: "ada" } };
    await file.save(bytes, { ...options, metadata });
    const [downloaded] = await file.download();
    expect(downloaded.equals(bytes)).toBe(true);
    const [found] = await file.getMetadata();
    expect(found).toMatchObject({ ...metadata, size: "600000", metageneration: "1" });
  });

  it("keeps to ifGenerationMatch", async () => {
    const file = bucket.file(randomUUID());
    const put = async (ifGenerationMatch: number | string) =>
      await file.save("x", { resumable: false, preconditionOpts: { ifGenerationMatch } });
    await expect(put(1)).rejects.toMatchObject(conditionNotMet);
    await put(0);
    await expect(put(0)).rejects.toMatchObject(conditionNotMet);
    const [{ generation = "" }] = await file.getMetadata();
    await put(generation);
    await expect(put(generation)).rejects.toMatchObject(conditionNotMet);
    await expect(file.delete({ ifGenerationMatch: generation })).rejects.toMatchObject(conditionNotMet);
  });

  it("lets one of many writers at once make an object", async () => {
    const file = bucket.file(randomUUID());
    const options = { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } };
    const writers = Array.from({ length: 20 }, async (_, writer) => await file.save(String(writer), options));
    const settled = await Promise.allSettled(writers);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses bytes that do not fit their digest", async () => {
    const metadata = { md5Hash: "1B2M2Y8AsgTpgAmY7PhCfg==" };
    await expect(bucket.file("x").save("not empty", { resumable: false, metadata })).rejects.toMatchObject({
      code: 400,
      errors: [{ reason: "invalid" }],
    });
  });

  it("lists by prefix and in pages", async () => {
    const prefix = `${randomUUID()}/`;
    const names = ["a", "b", "c"].map((name) => prefix + name);
    for (const name of names) await bucket.file(name).save("x", { resumable: false });
    const [all] = await bucket.getFiles({ prefix });
    expect(all.map(({ name }) => name)).toEqual(names);
    const [page, next] = await bucket.getFiles({ prefix, maxResults: 2, autoPaginate: false });
    expect(page).toHaveLength(2);
    const [rest] = await bucket.getFiles({ ...next, autoPaginate: false });
    expect(rest.map(({ name }) => name)).toEqual(names.slice(2));
  });

  it("neither replaces nor deletes what is held", async () => {
    const file = bucket.file(randomUUID());
    await file.save("x", { resumable: false });
    await file.setMetadata({ temporaryHold: true });
    const held = { code: 403, errors: [{ reason: "objectUnderActiveHold" }] };
    await expect(file.save("y", { resumable: false })).rejects.toMatchObject(held);
    await expect(file.delete()).rejects.toMatchObject(held);
    await file.setMetadata({ temporaryHold: false });
    await file.delete();
    expect(await file.exists()).toEqual([false]);
  });

  it("answers 404 for what is not there, and 409 for a bucket that is", async () => {
    const missing = { code: 404, errors: [{ reason: "notFound" }] };
    await expect(bucket.file("nowhere").getMetadata()).rejects.toMatchObject(missing);
    await expect(bucket.storage.bucket("nowhere").getMetadata()).rejects.toMatchObject(missing);
    await expect(bucket.create()).rejects.toMatchObject({ code: 409 });
    expect(await bucket.iam.testPermissions("storage.objects.create")).toMatchObject([
      { "storage.objects.create": true },
      expect.anything(),
    ]);
  });
});
