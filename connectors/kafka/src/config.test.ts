import { describe, expect, it } from "vitest";
import { configSchema } from "./config.ts";
import { cutRequests } from "./cut-requests.ts";
import type { Message } from "./message.ts";
import { topicOf } from "./topic.ts";

const brokers = "kafka-1.example.com:9092";
const topic = "events";
const messages = (config: unknown): readonly string[] =>
  configSchema.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ??
  [];

describe("the config of a Kafka cluster", () => {
  it("needs no more than brokers and a topic", () => {
    expect(configSchema.parse({ brokers, topic })).toEqual({
      brokers: [brokers],
      topic,
      clientId: "musette",
      tls: false,
      compression: "none",
      acks: "all",
    });
  });

  it.each([
    ["a:9092, b:9093,c", ["a:9092", "b:9093", "c"]],
    [
      ["[::1]:9092", "127.0.0.1"],
      ["[::1]:9092", "127.0.0.1"],
    ],
  ])("reads the brokers %j", (given, expected) => {
    expect(configSchema.parse({ brokers: given, topic }).brokers).toEqual(expected);
  });

  it("takes TLS as a word or as files", () => {
    expect(configSchema.parse({ brokers, topic, tls: true }).tls).toEqual({});
    expect(configSchema.parse({ brokers, topic, tls: { ca_file: "ca.pem" } }).tls).toEqual({
      ca_file: "ca.pem",
    });
  });

  it.each([
    ["no broker", { topic, brokers: [] }, "brokers"],
    ["a URL for a broker", { topic, brokers: "kafka://host:9092" }, "expected a broker"],
    ["a topic with a space", { brokers, topic: "my events" }, "topic: expected letters"],
    ["a topic that is two dots", { brokers, topic: ".." }, "topic: expected letters"],
    ["a template of something else", { brokers, topic: "e-{user_id}" }, "topic: {user_id} is not known here"],
    ["a client id with a space", { brokers, topic, client_id: "a b" }, "client_id"],
    [
      "another mechanism",
      { brokers, topic, sasl: { mechanism: "GSSAPI", username: "a", password: "b" } },
      "sasl",
    ],
    ["half a certificate", { brokers, topic, tls: { cert_file: "a.pem" } }, "tls: cert_file and key_file"],
    ["acks of nobody", { brokers, topic, acks: 0 }, "acks"],
    ["a misspelled key", { brokers, topic, ack: 1 }, "Unrecognized key"],
  ])("refuses %s", (_, keys, expected) => expect(messages(keys).join("\n")).toContain(expected));
});

describe("topicOf", () => {
  const user = { user_id: "u", provider: "PELOTON" };
  it.each([
    ["events", "activity", "events"],
    ["terra.{type}-{provider}", "activity", "terra.activity-PELOTON"],
    ["{type}", "a type/Terra adds", "a_type_Terra_adds"],
    ["{type}", "", "_"],
    ["{type}", "x".repeat(300), "x".repeat(249)],
  ])("fills %s in for the type %j", (template, type, expected) => {
    expect(topicOf(template, { type, user })).toBe(expected);
  });
});

describe("cutRequests", () => {
  const sized = (bytes: number) => ({ bytes }) as Message;
  it.each([
    [[], []],
    [[100, 100], [[100, 100]]],
    [
      [872, 1],
      [[872], [1]],
    ],
    [
      [5_000, 10, 10],
      [[5_000], [10, 10]],
    ],
  ])("cuts %j into %j", (sizes, expected) => {
    const requests = cutRequests(sizes.map(sized), 1_000);
    expect(requests.map((request) => request.map(({ bytes }) => bytes))).toEqual(expected);
  });
});
