import { describe, expect, it } from "vitest";
import { isAmazon } from "./client.ts";
import { s3Config } from "./config.ts";
import { encryptionOf } from "./encryption.ts";

const messages = (config: unknown): readonly string[] =>
  s3Config.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("the config of s3", () => {
  it.each([
    [{ bucket: "health" }],
    [{ bucket: "health", region: "eu-west-1", prefix: "raw/musette/", path: "{type}/dt={date}/{key}.{ext}" }],
    [{ bucket: "arn:aws:s3:eu-west-1:123456789012:accesspoint/health" }],
    [{ bucket: "health", endpoint: "https://s3.example.com:9000", force_path_style: false }],
    [{ bucket: "health", access_key_id: "a", secret_access_key: "b" }],
    [{ bucket: "health", on_user_delete: "delete" }],
    [{ bucket: "health", on_user_delete: "delete", path: "{provider}/{user_id}/{key}.{ext}" }],
    [{ bucket: "health", role_arn: "arn:aws:iam::123456789012:role/path/musette" }],
    [{ bucket: "health", server_side_encryption: "aws:kms:arn:aws:kms:eu-west-1:123456789012:key/1-2" }],
  ])("takes %j", (config) => {
    expect(messages(config)).toEqual([]);
  });

  it.each([
    ["no bucket", {}, "bucket"],
    ["a path in the bucket", { bucket: "health/raw" }, "what follows it goes into prefix"],
    ["a region that is none", { bucket: "b", region: "EU West" }, "name of a region"],
    ["half a pair of keys", { bucket: "b", access_key_id: "a" }, "go together"],
    ["the other half", { bucket: "b", secret_access_key: "a" }, "go together"],
    ["a user as role", { bucket: "b", role_arn: "arn:aws:iam::123456789012:user/ada" }, "ARN of a role"],
    ["an endpoint without scheme", { bucket: "b", endpoint: "s3.example.com" }, "http:// or https://"],
    [
      "a password in the endpoint",
      { bucket: "b", endpoint: "https://a:b@s3.example.com" },
      "without user name",
    ],
    ["another encryption", { bucket: "b", server_side_encryption: "aes" }, "AES256"],
    ["a path that leaves the bucket", { bucket: "b", path: "../{key}" }, ". or .."],
    ["a prefix that does", { bucket: "b", prefix: "a/../.." }, ". or .."],
    [
      "paths by which no user is found",
      { bucket: "b", on_user_delete: "delete", path: "{key}" },
      "{user_id}",
    ],
    ["another word for deleting", { bucket: "b", on_user_delete: "purge" }, "on_user_delete"],
    ["a misspelled key", { bucket: "b", regoin: "eu-west-1" }, "Unrecognized key"],
  ])("refuses %s", (_, config, expected) => {
    expect(messages(config).join("\n")).toContain(expected);
  });
});

describe("the key server_side_encryption", () => {
  it.each([
    [undefined, {}],
    ["AES256", { ServerSideEncryption: "AES256" }],
    ["aws:kms", { ServerSideEncryption: "aws:kms" }],
    ["aws:kms:alias/health", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/health" }],
  ])("%s becomes %j", (chosen, expected) => {
    expect(encryptionOf(s3Config.parse({ bucket: "b", server_side_encryption: chosen }))).toEqual(expected);
  });
});

it.each([
  [undefined, true],
  ["https://s3.eu-west-1.amazonaws.com", true],
  ["https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com", true],
  ["https://s3.cn-north-1.amazonaws.com.cn", true],
  ["https://amazonaws.com.example.com", false],
  ["http://127.0.0.1:9000", false],
])("at %s it is Amazon that answers: %s", (endpoint, expected) => {
  expect(isAmazon(endpoint)).toBe(expected);
});
