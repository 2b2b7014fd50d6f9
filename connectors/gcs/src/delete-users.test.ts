import { ensureGcs, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeGcsPlace } from "./gcs-place.fixture.ts";
import type { GcsPlace } from "./gcs-place.fixture.ts";
import { gcsConnector } from "./index.ts";

const server = await ensureGcs();
const { signal } = new AbortController();
const leave = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision: 500 });
const least = ["storage.objects.create", "storage.objects.get", "storage.objects.delete"];
/** Only an emulator has accounts to give. */
const isEmulator = new URL(server.url).pathname.length <= 1;

describe.skipIf("skipped" in server)(`gcs: ${suiteTitle("deleting users", server)}`, () => {
  let place: GcsPlace;
  beforeEach(async () => {
    place = await makeGcsPlace(server.url);
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  const open = (more: object = {}) => {
    const config = gcsConnector.config.parse({ ...place.config, on_user_delete: "delete", ...more });
    return gcsConnector.open(config, { name: "lake", log: () => undefined, now: () => 0 });
  };
  const names = async () =>
    (await place.bucket.getFiles({ prefix: place.config.prefix }))[0].map(({ name }) => name);

  it("goes through all pages of a list, and through the folders of a layout by day", async () => {
    const connector = open({ path: "{type}/dt={date}/{user_id}/{id}.{ext}" });
    const records = makeRecords(0, 40, { userId: "a-1", revision: 100 });
    await connector.write(makeBatch(records), { signal });
    const other = makeRecord({ item: 3, userId: "a-1-2", revision: 100 });
    await connector.write(makeBatch([other]), { signal });
    expect(await names()).toHaveLength(41);
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect(await names()).toEqual([
      `${place.config.prefix}/2022-03-16/user.delete/a-1.json`,
      `${place.config.prefix}/activity/dt=2026-01-04/a-1-2/${other.id}.json`,
    ]);
  });

  it.skipIf(!isEmulator)("does it with the permissions that the README lists, and no fewer", async () => {
    const withList = await place.accountWith([...least, "storage.objects.list"]);
    const connector = open({ credentials: withList });
    await connector.check({ signal });
    await connector.write(makeBatch(makeRecords(0, 3, { userId: "a-1", revision: 100 })), { signal });

    const short = open({ credentials: await place.accountWith(least) });
    await expect(short.check({ signal })).rejects.toThrow("storage.objects.list");
    await expect(short.write(makeBatch([leave]), { signal })).rejects.toMatchObject({ code: "unauthorized" });
    await open({ credentials: await place.accountWith(least), on_user_delete: "keep" }).check({ signal });

    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect(await names()).toEqual([`${place.config.prefix}/2022-03-16/user.delete/a-1.json`]);
  });

  it("sets the event aside when an object is under a hold, and does the rest", async () => {
    const connector = open();
    const records = makeRecords(0, 3, { userId: "a-1", revision: 100 });
    await connector.write(makeBatch(records), { signal });
    const [held] = (await names()).slice(-1);
    const file = place.bucket.file(held ?? "");
    await file.setMetadata({ temporaryHold: true });
    const [failure] = await connector.write(makeBatch([leave]), { signal });
    expect(failure).toMatchObject({ id: leave.id, code: "rejected" });
    await file.setMetadata({ temporaryHold: false });
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect(await names()).toHaveLength(1);
  });
});
