import { describe, expect, it } from "vitest";
import { configSchema } from "./config.ts";
import { regionOf } from "./region.ts";

const queue_url = "https://sqs.eu-west-1.amazonaws.com/123456789012/events";
const messages = (config: unknown): readonly string[] =>
  configSchema.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ??
  [];

describe("the config of an SQS queue", () => {
  it("needs no more than the queue's URL", () => {
    expect(configSchema.parse({ queue_url })).toEqual({
      queueUrl: queue_url,
      region: "eu-west-1",
      endpoint: "https://sqs.eu-west-1.amazonaws.com",
    });
  });

  it("keeps a user's events in order in a FIFO queue", () => {
    expect(configSchema.parse({ queue_url: `${queue_url}.fifo` }).groupBy).toBe("user");
    expect(configSchema.parse({ queue_url: `${queue_url}.fifo`, group_by: "key" }).groupBy).toBe("key");
  });

  it.each([
    ["a queue's name", { queue_url: "events" }, "queue_url: expected the URL of a queue"],
    ["a URL without a queue", { queue_url: "https://sqs.eu-west-1.amazonaws.com/" }, "queue_url: expected"],
    [
      "a URL that does not tell the region",
      { queue_url: "http://localhost:9324/q/events" },
      "region: queue_url does not",
    ],
    ["half a key", { queue_url, access_key_id: "AKID" }, "secret_access_key: access_key_id and"],
    ["the other half", { queue_url, secret_access_key: "s" }, "access_key_id: access_key_id and"],
    ["a role's name", { queue_url, role_arn: "musette" }, "role_arn: expected arn:aws:iam"],
    ["groups for a standard queue", { queue_url, group_by: "user" }, "group_by: is for FIFO queues"],
    ["an endpoint without http", { queue_url, endpoint: "localhost:4566" }, "endpoint: expected"],
  ])("refuses %s", (_, keys, expected) => {
    expect(messages(keys)).toEqual([expect.stringContaining(expected)]);
  });
});

describe("regionOf", () => {
  it.each([
    [queue_url, "eu-west-1"],
    ["https://sqs-fips.us-gov-west-1.amazonaws.com/1/q", "us-gov-west-1"],
    ["https://sqs.cn-north-1.amazonaws.com.cn/1/q", "cn-north-1"],
    ["https://vpce-0a1b-2c3d.sqs.ap-southeast-2.vpce.amazonaws.com/1/q", "ap-southeast-2"],
    ["https://eu-central-1.queue.amazonaws.com/1/q", "eu-central-1"],
    ["https://queue.amazonaws.com/1/q", "us-east-1"],
    ["http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/q", "us-east-1"],
    ["http://localhost:9324/000000000000/q", undefined],
  ])("finds in %s: %s", (url, region) => expect(regionOf(url)).toBe(region));
});
