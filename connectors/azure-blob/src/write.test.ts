import { ContainerSASPermissions } from "@azure/storage-blob";
import { objectMetadata } from "@musette/core";
import type { Batch } from "@musette/core";
import { ensureAzurite, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { describe, expect, it, vi } from "vitest";
import { makeAzurePlace } from "./azure-place.fixture.ts";
import type { AzurePlace } from "./azure-place.fixture.ts";
import { azureBlobConnector } from "./index.ts";

const server = await ensureAzurite();
const signal = AbortSignal.timeout(30_000);

function open(config: object) {
  const context = { name: "lake", log: () => undefined, now: () => 0 };
  return azureBlobConnector.open(azureBlobConnector.config.parse(config), context);
}

async function namesIn({ container }: AzurePlace): Promise<readonly string[]> {
  const names = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  return names;
}

async function sasUrl({ container }: AzurePlace, letters: string, expiresOn = new Date(Date.now() + 60_000)) {
  const permissions = ContainerSASPermissions.parse(letters);
  return await container.generateSasUrl({ permissions, expiresOn });
}

describe.skipIf("skipped" in server)(`on ${suiteTitle("Azurite", server)}`, () => {
  it("lays blobs out as Terra does, with their type and identity", async () => {
    await using place = await makeAzurePlace(server.url);
    const record = makeRecord({ item: 0 });
    await open({ ...place.config, prefix: "terra" }).write(makeBatch([record]), { signal });

    const name = `terra/2022-03-16/activity/${record.user.user_id}-${record.startTime}.json`;
    expect(await namesIn(place)).toEqual([name]);
    const { contentType, metadata } = await place.container.getBlobClient(name).getProperties();
    expect(contentType).toBe("application/json");
    expect(metadata).toEqual({
      [objectMetadata.key]: record.key,
      [objectMetadata.revision]: String(record.revision),
      [objectMetadata.id]: record.id,
    });
  });

  it("writes one blob for a batch in a format of many records, and the same one again", async () => {
    await using place = await makeAzurePlace(server.url);
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

    const name = `2022-03-16/batches/${batch.id}.ndjson`;
    expect(await namesIn(place)).toEqual([name]);
    expect((await place.container.getBlobClient(name).downloadToBuffer()).toString()).toBe(text);
  });

  it("writes single blobs for other destinations, and says where they are, but not its SAS", async () => {
    await using place = await makeAzurePlace(server.url);
    const container = place.container.containerName;
    const connector = open({ container, sas_url: await sasUrl(place, "rcw") });
    const record = { ...makeRecord({ item: 1 }), user: { user_id: "a/b c", provider: "IFIT" } };
    const sameTime = {
      ...record,
      ...makeRecord({ item: 2 }),
      user: record.user,
      startTime: record.startTime,
    };
    for (const each of [record, sameTime, record]) {
      const url = (await connector.store?.(each, { signal })) ?? "";
      expect(url).toMatch(/\/2022-03-16\/activity\/a%252Fb%2520c-[^?]*\.json$/);
      const name = decodeURIComponent(url.slice(place.container.url.length + 1));
      expect((await place.container.getBlobClient(name).downloadToBuffer()).toString()).toBe(each.json());
    }
    expect(await namesIn(place)).toHaveLength(2);
  });

  it("keeps user ids with slashes and dots in their place", async () => {
    await using place = await makeAzurePlace(server.url);
    const record = { ...makeRecord({ item: 0 }), user: { user_id: "../../a/\u0000b ü", provider: "IFIT" } };
    const connector = open(place.config);
    for (let time = 0; time < 2; time += 1) {
      expect(await connector.write(makeBatch([record]), { signal })).toEqual([]);
    }
    const encoded = "..%2F..%2Fa%2F%00b%20%C3%BC";
    expect(await namesIn(place)).toEqual([`2022-03-16/activity/${encoded}-${record.startTime}.json`]);
  });

  it("reports the blob that somebody holds a lease on, and writes the others", async () => {
    await using place = await makeAzurePlace(server.url);
    const [leased, ...others] = makeRecords(0, 4, { revision: 1 });
    const connector = open(place.config);
    await connector.write(makeBatch(leased ? [leased] : []), { signal });
    const [name = ""] = await namesIn(place);
    const lease = place.container.getBlobClient(name).getBlobLeaseClient();
    await lease.acquireLease(-1);

    const newer = makeRecord({ item: 0, revision: 2 });
    expect(await connector.write(makeBatch([newer, ...others]), { signal })).toEqual([
      { id: newer.id, code: "conflict", message: expect.stringContaining("(412 LeaseIdMissing)") },
    ]);
    await lease.releaseLease();
    expect(await connector.write(makeBatch([newer]), { signal })).toEqual([]);
    expect(await namesIn(place)).toHaveLength(4);
  });

  it("needs no more of a SAS than to read, create and write", async () => {
    await using place = await makeAzurePlace(server.url);
    const container = place.container.containerName;
    const connector = open({ container, sas_url: await sasUrl(place, "rcw") });
    await connector.check({ signal });
    for (const revision of [1, 2]) {
      expect(await connector.write(makeBatch(makeRecords(0, 3, { revision })), { signal })).toEqual([]);
    }
    expect(await namesIn(place)).toHaveLength(3);
  });

  it.each(["r", "cw", "rl"])("finds in check that a SAS with %s does not do", async (letters) => {
    await using place = await makeAzurePlace(server.url);
    const container = place.container.containerName;
    const connector = open({ container, sas_url: await sasUrl(place, letters) });
    await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("reports a SAS that has expired, and does not tell its signature", async () => {
    await using place = await makeAzurePlace(server.url);
    const expired = await sasUrl(place, "rcw", new Date(Date.now() - 60_000));
    const connector = open({ container: place.container.containerName, sas_url: expired });
    const failure: unknown = await connector
      .write(makeBatch(makeRecords(0, 2)), { signal })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "unauthorized", message: expect.stringContaining("403") });
    expect(String(failure)).not.toContain(new URL(expired).searchParams.get("sig"));
  });
});

it("reports that no identity is there to sign in with", async () => {
  // Only this one of the chain: others would look for this machine's own identity.
  vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");
  const connector = open({ container: "health", account_url: "https://127.0.0.1:1/account" });
  await expect(connector.check({ signal })).rejects.toMatchObject({
    code: "unauthorized",
    message: expect.stringContaining("signing in"),
  });
  vi.unstubAllEnvs();
});
