import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import {
  ensureKafka,
  makeBatch,
  makeRecord,
  makeRecords,
  readKafkaTopic,
  startKafkaMock,
  suiteTitle,
} from "@musette/testing";
import type { DeliveryRecord } from "@musette/core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import kafka from "./index.ts";

const apis = { produce: 0, initProducerId: 22 } as const;
/** What brokers answer. @see https://kafka.apache.org/protocol#protocol_error_codes */
const errors = {
  notLeader: 6,
  requestTimedOut: 7,
  messageTooLarge: 10,
  topicAuthorizationFailed: 29,
  clusterAuthorizationFailed: 31,
  invalidRecord: 87,
} as const;
const { signal } = new AbortController();
const server = await ensureKafka();

describe.skipIf("skipped" in server || !server.url.startsWith("kafka-mock:"))(
  `kafka ${suiteTitle("writes", server)}`,
  () => {
    let mock: Awaited<ReturnType<typeof startKafkaMock>>;
    beforeAll(async () => void (mock = await startKafkaMock()));
    afterAll(async () => await mock[Symbol.asyncDispose]());

    it.each(["none", "gzip", "snappy", "lz4", "zstd"])(
      "sends messages packed with %s",
      async (compression) => {
        const { connector, topic, lines } = await open({ compression });
        const records = makeRecords(0, 20, { value: '"🚴"' });
        expect(await connector.write(makeBatch(records), { signal })).toEqual([]);
        const messages = await readKafkaTopic(mock.brokers, topic);
        expect(messages.map(({ value }) => value)).toEqual(records.map((record) => record.json()));
        const [record] = records;
        expect(messages[0]).toMatchObject({
          key: record?.user.user_id,
          headers: {
            "musette-id": record?.id,
            "musette-key": record?.key,
            "musette-revision": String(record?.revision),
            type: "activity",
            "content-type": "application/json",
          },
        });
        expect(lines, "the producer is not idempotent").toEqual([]);
      },
    );

    it("keeps the events of each user in one partition and in order", async () => {
      const { connector, topic } = await open();
      const records = makeRecords(0, 200).map((record, index) => ofUser(record, `user-${index % 10}`));
      await connector.write(makeBatch(records.slice(0, 100)), { signal });
      await connector.write(makeBatch(records.slice(100)), { signal });
      const messages = await readKafkaTopic(mock.brokers, topic);
      expect(new Set(messages.map(({ partition }) => partition)).size).toBeGreaterThan(1);
      for (const [user, held] of Map.groupBy(messages, ({ key }) => key)) {
        expect(new Set(held.map(({ partition }) => partition)).size).toBe(1);
        const sent = records.filter((record) => record.user.user_id === user);
        expect(held.map(({ headers }) => headers["musette-id"])).toEqual(sent.map(({ id }) => id));
      }
    });

    it("partitions as Kafka's own clients do", async () => {
      const { connector, topic } = await open();
      const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
      const records = users.map((user, item) => ofUser(makeRecord({ item }), user));
      await connector.write(makeBatch(records), { signal });
      const theirs = await produceWithKcat(users);
      for (const { key, partition } of await readKafkaTopic(mock.brokers, topic)) {
        expect(partition).toBe(theirs.get(key));
      }
    });

    it("fills in the topic", async () => {
      const prefix = randomUUID();
      const { connector } = await open({ topic: `${prefix}-{type}-{provider}` });
      await connector.write(makeBatch([makeRecord({ item: 0 }), makeRecord({ item: 1, type: "sleep" })]), {
        signal,
      });
      for (const type of ["activity", "sleep"]) {
        expect(await readKafkaTopic(mock.brokers, `${prefix}-${type}-PELOTON`)).toHaveLength(1);
      }
    });

    it("asks again when the leader has moved, and stores one copy", async () => {
      const { connector, topic } = await open();
      await mock.command(`error ${apis.produce} ${errors.notLeader}`);
      expect(await connector.write(makeBatch(makeRecords(0, 3)), { signal })).toEqual([]);
      expect(await readKafkaTopic(mock.brokers, topic)).toHaveLength(3);
    });

    it.each([
      ["topicAuthorizationFailed", "unauthorized", 1],
      ["requestTimedOut", "timeout", 3],
    ] as const)("fails the whole batch on %s: %s", async (name, code, times) => {
      const { connector, topic } = await open();
      await mock.command(`error ${apis.produce}${` ${errors[name]}`.repeat(times)}`);
      await expect(connector.write(makeBatch(makeRecords(0, 3)), { signal })).rejects.toMatchObject({ code });
      expect(await connector.write(makeBatch(makeRecords(0, 3)), { signal })).toEqual([]);
      expect(await readKafkaTopic(mock.brokers, topic)).toHaveLength(3);
    });

    it.each([
      ["messageTooLarge", "too_large"],
      ["invalidRecord", "rejected"],
    ] as const)("finds the record that is meant by %s: %s", async (name, code) => {
      const { connector, topic } = await open();
      const records = makeRecords(0, 4);
      // All four, then the first half, then the first of these.
      await mock.command(`error ${apis.produce}${` ${errors[name]}`.repeat(3)}`);
      const failures = await connector.write(makeBatch(records), { signal });
      expect(failures).toMatchObject([{ id: records[0]?.id, code }]);
      expect(await readKafkaTopic(mock.brokers, topic)).toHaveLength(3);
    });

    it("names the records of the topic that fails, and delivers the others", async () => {
      const prefix = randomUUID();
      await mock.command(`topic_error ${prefix}-sleep ${errors.topicAuthorizationFailed}`);
      const { connector } = await open({ topic: `${prefix}-{type}` });
      const sleep = makeRecord({ item: 1, type: "sleep" });
      const failures = await connector.write(makeBatch([makeRecord({ item: 0 }), sleep]), { signal });
      expect(failures).toMatchObject([{ id: sleep.id, code: "unauthorized" }]);
      expect(await readKafkaTopic(mock.brokers, `${prefix}-activity`)).toHaveLength(1);
    });

    it("cuts requests, and fails only the record that max_request_size has no room for", async () => {
      const { connector, topic } = await open({ max_request_size: 16_384 });
      const records = [...makeRecords(0, 10, { bytes: 5_000 }), makeRecord({ item: 10, bytes: 16_384 })];
      expect(await connector.write(makeBatch(records), { signal })).toMatchObject([
        { id: records[10]?.id, code: "too_large" },
      ]);
      const messages = await readKafkaTopic(mock.brokers, topic);
      expect(messages.map(({ headers }) => headers["musette-id"])).toEqual(
        records.slice(0, 10).map(({ id }) => id),
      );
    });

    it("does without idempotence where the cluster refuses it, and says so once", async () => {
      const { connector, lines } = await open();
      await mock.command(`error ${apis.initProducerId} ${errors.clusterAuthorizationFailed}`);
      expect(await connector.write(makeBatch(makeRecords(0, 3)), { signal })).toEqual([]);
      expect(await connector.write(makeBatch(makeRecords(3, 3)), { signal })).toEqual([]);
      expect(lines).toEqual([expect.stringMatching(/^warn Kafka refuses an idempotent producer/)]);
    });

    it("comes back after an outage of every broker", async () => {
      const { connector, topic } = await open({ acks: 1 });
      await connector.write(makeBatch(makeRecords(0, 3)), { signal });
      for (const id of [1, 2, 3]) await mock.command(`broker_down ${id}`);
      const writing = connector.write(makeBatch(makeRecords(3, 3)), { signal });
      await expect(writing).rejects.toMatchObject({
        code: expect.stringMatching(/unavailable|timeout/) as unknown,
      });
      for (const id of [1, 2, 3]) await mock.command(`broker_up ${id}`);
      await expect.poll(async () => await written(connector), { timeout: 10_000 }).toBe(true);
      expect((await readKafkaTopic(mock.brokers, topic)).length).toBeGreaterThanOrEqual(6);
    });

    it("leaves the rest of a topic for later when a request fails", async () => {
      const { connector, topic } = await open({ max_request_size: 16_384, acks: 1 });
      const records = makeRecords(0, 6, { bytes: 7_000 });
      await mock.command(`error ${apis.produce} 0 ${errors.requestTimedOut}`);
      const failures = await connector.write(makeBatch(records), { signal });
      expect(failures.map(({ id }) => id)).toEqual(records.slice(2).map(({ id }) => id));
      expect(await readKafkaTopic(mock.brokers, topic)).toHaveLength(2);
    });

    it("checks the brokers behind the topic", async () => {
      const { connector } = await open();
      await connector.check({ signal });
      for (const id of [2, 3]) await mock.command(`broker_down ${id}`);
      onTestFinished(
        async () => void (await Promise.all([2, 3].map((id) => mock.command(`broker_up ${id}`)))),
      );
      await delay(50);
      await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unavailable" });
    });

    async function open(keys: Readonly<Record<string, unknown>> = {}) {
      const topic = `events-${randomUUID()}`;
      await mock.command(`topic ${topic} 4 1`);
      const lines: string[] = [];
      const config = kafka.config.parse({ brokers: mock.brokers, topic, ...keys });
      const log = (level: string, message: string) => void lines.push(`${level} ${message}`);
      const connector = kafka.open(config, { name: "events", log, now: () => 0 });
      onTestFinished(async () => await connector.close());
      return { connector, topic, lines };
    }

    async function written(connector: Awaited<ReturnType<typeof open>>["connector"]): Promise<boolean> {
      return await connector.write(makeBatch(makeRecords(3, 3)), { signal }).then(
        (failures) => failures.length === 0,
        () => false,
      );
    }

    /** Where librdkafka, with the partitioner of the Java clients, puts each user. */
    async function produceWithKcat(users: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const { spawn } = await import("node:child_process");
      const topic = `theirs-${randomUUID()}`;
      await mock.command(`topic ${topic} 4 1`);
      const partitioner = ["-X", "topic.partitioner=murmur2_random"];
      const child = spawn("kcat", ["-P", "-b", mock.brokers.join(), "-t", topic, "-K", "\t", ...partitioner]);
      child.stdin.end(users.map((user) => `${user}\tx\n`).join(""));
      await new Promise((resolve) => child.once("exit", resolve));
      const messages = await readKafkaTopic(mock.brokers, topic);
      return new Map(messages.map(({ key, partition }) => [key, partition]));
    }
  },
);

function ofUser(record: DeliveryRecord, user_id: string): DeliveryRecord {
  return { ...record, user: { ...record.user, user_id } };
}
