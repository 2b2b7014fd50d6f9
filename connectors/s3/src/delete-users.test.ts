import { ensureS3, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { s3Connector } from "./index.ts";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import type { BucketPlace } from "./testing/bucket-place.fixture.ts";
import { refuse, startFront } from "./testing/start-front.fixture.ts";

const server = await ensureS3();
const { signal } = new AbortController();
const theirs = makeRecords(0, 3, { userId: "a-1", revision: 100 });
const leave = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision: 500 });
/** A front cannot stand before a store that speaks TLS. */
const canBeFronted = server.url.startsWith("http:");

describe.skipIf("skipped" in server || !canBeFronted)(`s3: ${suiteTitle("deleting users", server)}`, () => {
  let place: BucketPlace;
  beforeEach(() => {
    place = makeBucketPlace(server.url, "delete-users");
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  function open(config: object = {}) {
    const keys = s3Connector.config.parse({ ...place.config, on_user_delete: "delete", ...config });
    return s3Connector.open(keys, { name: "lake", log: () => undefined, now: () => 0 });
  }

  it("deletes objects of every folder of a layout by day, and asks for nothing outside its prefix", async () => {
    const asked: string[] = [];
    await using front = await startFront(new URL(server.url).origin, ({ method, url = "" }) => {
      asked.push(`${method} ${decodeURIComponent(url)}`);
      return false;
    });
    const connector = open({ endpoint: front.endpoint, path: "{type}/dt={date}/{user_id}/{id}.{ext}" });
    const other = makeRecord({ item: 1, userId: "a-1-2", revision: 100 });
    await connector.write(makeBatch([...theirs, other]), { signal });
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect([...(await place.objects()).keys()]).toEqual([
      "2022-03-16/user.delete/a-1.json",
      `activity/dt=2026-01-02/a-1-2/${other.id}.json`,
    ]);
    expect(asked.filter((request) => !request.includes(place.prefix))).toEqual([]);
  });

  it("says which permission is missing, and completes once it is given", async () => {
    let allowed = false;
    await using front = await startFront(
      new URL(server.url).origin,
      ({ method }, response) => method === "DELETE" && !allowed && refuse(response, 403, "AccessDenied"),
    );
    const connector = open({ endpoint: front.endpoint });
    await connector.write(makeBatch(theirs), { signal });
    const writing = connector.write(makeBatch([leave]), { signal });
    await expect(writing).rejects.toMatchObject({ code: "unauthorized" });
    await expect(connector.write(makeBatch([leave]), { signal })).rejects.toThrow("s3:DeleteObject");
    allowed = true;
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect([...(await place.objects()).keys()]).toEqual(["2022-03-16/user.delete/a-1.json"]);
  });

  it("finds in check that it may not list", async () => {
    await using front = await startFront(
      new URL(server.url).origin,
      ({ url = "" }, response) => url.includes("list-type=2") && refuse(response, 403, "AccessDenied"),
    );
    await expect(open({ endpoint: front.endpoint }).check({ signal })).rejects.toThrow("s3:ListBucket");
    await open({ endpoint: front.endpoint, on_user_delete: "keep" }).check({ signal });
  });

  it.each([
    [412, "PreconditionFailed"],
    [501, "NotImplemented"],
  ])("deletes without If-Match where the store answers %d to it", async (status, code) => {
    await using front = await startFront(
      new URL(server.url).origin,
      ({ method, headers }, response) =>
        method === "DELETE" && headers["if-match"] !== undefined && refuse(response, status, code),
    );
    const connector = open({ endpoint: front.endpoint });
    await connector.write(makeBatch(theirs), { signal });
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect([...(await place.objects()).keys()]).toEqual(["2022-03-16/user.delete/a-1.json"]);
  });
});
