import type { ServerResponse } from "node:http";
import { makeBatch, makeRecord, makeRecords } from "@musette/testing";
import { describe, expect, it } from "vitest";
import sqs from "./index.ts";
import { accessKey, startSqsServer } from "./sqs-server.fixture.ts";
import { accept, refuse, startStubServer } from "./stub-server.fixture.ts";
import type { StubRequest } from "./stub-server.fixture.ts";

const { signal } = new AbortController();
const context = { name: "queue", log: () => undefined, now: () => 0 };
const standard = "https://sqs.eu-west-1.amazonaws.com/123456789012/events";

function open(endpoint: string, queueUrl = standard, keys: Readonly<Record<string, unknown>> = {}) {
  const credentials = { access_key_id: accessKey.id, secret_access_key: accessKey.secret };
  const config = { queue_url: queueUrl, region: "eu-west-1", endpoint, ...credentials, ...keys };
  const parsed = sqs.config.parse(config);
  // As the server hands it over.
  Object.freeze(parsed.accessKey);
  return sqs.open(Object.freeze(parsed), context);
}

/** Writes records to a server that answers so, and returns what came of it. */
async function deliver(
  answer: (request: StubRequest, response: ServerResponse) => void,
  records = makeRecords(0, 1),
  queueUrl = standard,
) {
  await using stub = await startStubServer(answer);
  const connector = open(stub.endpoint, queueUrl);
  const [outcome] = await Promise.allSettled([connector.write(makeBatch(records), { signal })]);
  await connector.close();
  return { outcome, requests: stub.requests };
}

describe("a message", () => {
  it("is the encoded event with what tells copies and revisions apart", async () => {
    await using server = await startSqsServer();
    const queueUrl = await server.createQueue("events");
    const connector = open(server.endpoint, queueUrl);
    const record = makeRecord({ item: 1, revision: 1_790_000_000_123, value: "12345678901234567890" });
    await connector.write(makeBatch([record]), { signal });
    await connector.close();
    const text = (value: string) => expect.objectContaining({ DataType: "String", StringValue: value });
    expect(await server.messages(queueUrl)).toMatchObject([
      {
        body: record.json(),
        messageAttributes: {
          "musette-id": text(record.id),
          "musette-key": text(record.key),
          "musette-revision": { DataType: "Number", StringValue: "1790000000123" },
          type: text("activity"),
          user_id: text(record.user.user_id),
        },
      },
    ]);
  });

  it("of a FIFO queue has a group and an id by which a repeat is dropped", async () => {
    await using server = await startSqsServer();
    const queueUrl = await server.createQueue("events.fifo", { FifoQueue: "true" });
    const records = makeRecords(0, 25);
    for (const keys of [{}, { group_by: "key" }]) {
      const connector = open(server.endpoint, queueUrl, keys);
      await connector.write(makeBatch(records), { signal });
      await connector.close();
    }
    const messages = await server.messages(queueUrl);
    expect(messages.map(({ messageDeduplicationId }) => messageDeduplicationId)).toEqual(
      records.map(({ id }) => id),
    );
    expect(new Set(messages.map(({ messageGroupId }) => messageGroupId))).toEqual(
      new Set([records[0]?.user.user_id]),
    );
  });
});

describe("a batch", () => {
  it("is sent ten at a time, and no call is larger than SQS takes", async () => {
    await using server = await startSqsServer();
    const connector = open(server.endpoint, await server.createQueue("events"));
    expect(await connector.write(makeBatch(makeRecords(0, 95)), { signal })).toEqual([]);
    expect(server.calls.splice(0).sort((a, b) => b - a)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 5]);
    expect(await connector.write(makeBatch(makeRecords(0, 6, { bytes: 400_000 })), { signal })).toEqual([]);
    expect(server.calls).toEqual([2, 2, 2]);
    await connector.close();
  });

  it("fails only the record that is too large, at exactly 1 MiB with its attributes", async () => {
    await using server = await startSqsServer();
    const connector = open(server.endpoint, await server.createQueue("events"));
    const [small] = makeRecords(0, 1);
    const sizes = [1_048_576 - 4_000, 1_048_576];
    const records = sizes.map((bytes, index) => makeRecord({ item: 1 + index, bytes }));
    const failures = await connector.write(makeBatch([small!, ...records]), { signal });
    expect(failures).toMatchObject([{ id: records[1]?.id, code: "too_large" }]);
    await connector.close();
  });

  it("is delivered in part when a queue takes smaller messages only", async () => {
    await using server = await startSqsServer();
    const connector = open(
      server.endpoint,
      await server.createQueue("small", { MaximumMessageSize: "2048" }),
    );
    const records = [makeRecord({ item: 0 }), makeRecord({ item: 1, bytes: 4_000 }), makeRecord({ item: 2 })];
    const failures = await connector.write(makeBatch(records), { signal });
    expect(failures).toMatchObject([{ id: records[1]?.id, code: "too_large" }]);
    expect(failures[0]?.message).toContain("2048 bytes");
    await connector.close();
  });
});

describe("SQS", () => {
  it.each([
    [400, "RequestThrottled", "throttled"],
    [403, "AccessDenied", "unauthorized"],
    [403, "SignatureDoesNotMatch", "unauthorized"],
    [400, "KmsAccessDenied", "unauthorized"],
    [400, "QueueDoesNotExist", "not_found"],
    [500, "InternalFailure", "unavailable"],
    [503, "ServiceUnavailable", "unavailable"],
  ])("that answers %i %s is asked once, and the batch fails as %s", async (status, type, code) => {
    const records = makeRecords(0, 10);
    const { outcome, requests } = await deliver((_, response) => refuse(response, status, type), records);
    expect(outcome).toMatchObject({ reason: { code, message: expect.stringContaining(type) as unknown } });
    expect(requests).toHaveLength(1);
  });

  it("that refuses the entries one by one is believed in each", async () => {
    const records = makeRecords(0, 5);
    const { outcome } = await deliver(({ entries }, response) => {
      const codes = ["InvalidMessageContents", "RequestThrottled", "InternalFailure"];
      const failed = codes.map((Code, index) => {
        return { Id: entries[index]?.Id, Code, SenderFault: index === 0, Message: "as AWS words it" };
      });
      // The fourth is taken, of the fifth nothing is said.
      accept(response, entries.slice(3, 4), failed);
    }, records);
    const ids = records.map(({ id }) => id);
    expect(outcome).toMatchObject({
      value: [
        { id: ids[0], code: "rejected" },
        { id: ids[1], code: "throttled" },
        { id: ids[2], code: "unavailable" },
        { id: ids[4], code: "unknown" },
      ],
    });
  });

  it("that refuses a whole call over one entry is asked in halves", async () => {
    const records = makeRecords(0, 10);
    const bad = records[6]?.id;
    const { outcome, requests } = await deliver(({ entries }, response) => {
      if (entries.some(({ Id }) => Id === bad)) refuse(response, 400, "InvalidParameterValue");
      else accept(response, entries);
    }, records);
    expect(outcome).toMatchObject({ value: [{ id: bad, code: "rejected" }] });
    expect(requests.length).toBeLessThan(10);
  });

  it("is not asked on once it asks for a slower pace, and what it took is kept", async () => {
    let calls = 0;
    const { outcome, requests } = await deliver(
      ({ entries }, response) => {
        calls += 1;
        if (calls === 1) accept(response, entries);
        else refuse(response, 400, "RequestThrottled");
      },
      makeRecords(0, 200),
    );
    const failures = outcome?.status === "fulfilled" ? outcome.value : [];
    expect(failures).toHaveLength(190);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["throttled"]));
    expect(requests.length).toBeLessThanOrEqual(9);
  });

  it("that fails an entry of a group gets nothing of that group after it", async () => {
    const records = makeRecords(0, 30);
    const { outcome, requests } = await deliver(
      ({ entries }, response) => {
        const [first, ...rest] = entries;
        accept(response, rest, [{ Id: first?.Id, Code: "InternalFailure", SenderFault: false }]);
      },
      records,
      `${standard}.fifo`,
    );
    expect(requests).toHaveLength(1);
    expect(outcome).toMatchObject({ status: "fulfilled" });
    const failures = outcome?.status === "fulfilled" ? outcome.value : [];
    expect(failures.map(({ id }) => id)).toEqual([records[0], ...records.slice(10)].map((one) => one?.id));
  });

  it("that breaks the connection is unavailable", async () => {
    const { outcome } = await deliver((_, response) => response.socket?.resetAndDestroy());
    expect(outcome).toMatchObject({ reason: { code: "unavailable" } });
  });
});
