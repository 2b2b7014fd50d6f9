import { readFile } from "node:fs/promises";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import {
  ensureS3,
  makeBatch,
  makeRecords,
  s3Address,
  suiteTitle,
  testKmsKeyId,
  testRole,
  testRoleArn,
  testRolePrefix,
} from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import { attemptsOf, openConnector } from "./testing/open-connector.fixture.ts";

const server = await ensureS3();
const isOurs = "version" in server && server.version.startsWith("Ceph");
const { signal } = new AbortController();
const batch = makeBatch(makeRecords(0, 3));

/** Nothing of the machine that the tests run on. */
beforeEach(() => {
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION"])
    vi.stubEnv(name, undefined);
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/nonexistent");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(() => void vi.unstubAllEnvs());

describe.skipIf(!isOurs)(
  `s3: ${suiteTitle("credentials, with the Ceph that is started here", server)}`,
  () => {
    const {
      access_key_id: id,
      secret_access_key: secret,
      ...withoutKeys
    } = makeBucketPlace(server.url).config;

    it("come from the SDK's chain when the config has none", async () => {
      await using place = makeBucketPlace(server.url, "credentials");
      vi.stubEnv("AWS_ACCESS_KEY_ID", String(id));
      vi.stubEnv("AWS_SECRET_ACCESS_KEY", String(secret));
      await using connector = openConnector({ ...withoutKeys, prefix: place.prefix });
      expect(await connector.write(batch, { signal })).toEqual([]);
    });

    it("that are nowhere pause the destination, and are looked for again", async () => {
      await using place = makeBucketPlace(server.url, "credentials");
      await using connector = openConnector({ ...withoutKeys, prefix: place.prefix });
      const message = expect.stringMatching(/^Could not find credentials .* Set access_key_id/);
      for (const attempt of attemptsOf(connector)) {
        await expect(attempt()).rejects.toMatchObject({ code: "unauthorized", message });
      }
      vi.stubEnv("AWS_ACCESS_KEY_ID", String(id));
      vi.stubEnv("AWS_SECRET_ACCESS_KEY", String(secret));
      expect(await connector.write(batch, { signal })).toEqual([]);
    });

    describe("of a role with the permissions that the README asks for", () => {
      beforeEach(() => void vi.stubEnv("AWS_ENDPOINT_URL_STS", new URL(server.url).origin));

      it("are those of the README", async () => {
        const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
        const [, policy = ""] = /^```json\n(.*?)^```/ms.exec(readme) ?? [];
        const { bucket } = s3Address(server.url);
        const ours = policy.replaceAll("my-health-data/musette", `${bucket}/${testRolePrefix}`);
        expect(JSON.parse(ours.replaceAll("my-health-data", bucket))).toEqual(testRole(bucket).permissions);
      });

      it("suffice to write, to write again, to write a newer revision, and to check", async () => {
        await using place = makeBucketPlace(server.url, testRolePrefix);
        await using connector = openConnector({ ...place.config, role_arn: testRoleArn });
        expect(await connector.write(batch, { signal })).toEqual([]);
        expect(await connector.write(batch, { signal })).toEqual([]);
        const newer = makeRecords(0, 3, { revision: 1_770_000_000_000 });
        expect(await connector.write(makeBatch(newer), { signal })).toEqual([]);
        await connector.check({ signal });
        const stored = [...(await place.objects()).values()].map(({ text }) => text);
        expect(stored.sort()).toEqual(newer.map((record) => record.json()).sort());
        expect(await place.uploads()).toEqual([]);
      });

      it("do not reach beyond its prefix, which check finds too", async () => {
        await using place = makeBucketPlace(server.url, "credentials");
        await using connector = openConnector({ ...place.config, role_arn: testRoleArn });
        for (const attempt of attemptsOf(connector)) {
          await expect(attempt()).rejects.toMatchObject({
            code: "unauthorized",
            message: expect.stringContaining("The credentials need s3:PutObject"),
          });
        }
      });

      it("that may not be assumed pause the destination", async () => {
        await using place = makeBucketPlace(server.url, testRolePrefix);
        const role_arn = "arn:aws:iam:::role/of-somebody-else";
        await using connector = openConnector({ ...place.config, role_arn });
        await expect(connector.write(batch, { signal })).rejects.toMatchObject({
          code: "unauthorized",
          message: expect.stringMatching(
            /^Could not assume the role arn:aws:iam:::role\/of-somebody-else \(\d+ /,
          ),
        });
      });

      it("wait when nobody answers who could give them", async () => {
        vi.stubEnv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
        await using place = makeBucketPlace(server.url, testRolePrefix);
        await using connector = openConnector({ ...place.config, role_arn: testRoleArn });
        await expect(connector.write(batch, { signal })).rejects.toMatchObject({ code: "unavailable" });
      });
    });

    it("may use a key of KMS, and not one that is not there", async () => {
      await using place = makeBucketPlace(server.url, "credentials");
      await using connector = openConnector({
        ...place.config,
        path: "{id}",
        server_side_encryption: `aws:kms:${testKmsKeyId}`,
      });
      await connector.check({ signal });
      expect(await connector.write(batch, { signal })).toEqual([]);
      const Key = `${place.prefix}/${batch.records[0]?.id}`;
      const head = await place.client.send(new HeadObjectCommand({ Bucket: place.bucket, Key }));
      expect(head).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: testKmsKeyId });

      await using wrong = openConnector({ ...place.config, server_side_encryption: "aws:kms:not-there" });
      for (const attempt of attemptsOf(wrong)) {
        await expect(attempt()).rejects.toMatchObject({ code: "unauthorized" });
      }
    });
  },
);
