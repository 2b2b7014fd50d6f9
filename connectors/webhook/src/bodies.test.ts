import type { DeliveryRecord, DeliveryRequest } from "@musette/core";
import { makeBatch, makeRecords, startWebhookReceiver } from "@musette/testing";
import type { ReceivedRequest } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { divideIntoBodies } from "./bodies.ts";
import webhook from "./index.ts";

const { signal } = new AbortController();

function asked(records: readonly DeliveryRecord[], chunk: DeliveryRequest["chunk"]): DeliveryRecord[] {
  return records.map((record) => ({ ...record, request: { reference: "ref-1", chunk } }));
}

function shapeOf(records: readonly DeliveryRecord[]) {
  return divideIntoBodies(records).map((body) => [body.records.length, body.reference, body.traceId]);
}

describe("the bodies of a batch", () => {
  it("are one for each event that nobody asked for, under its own id", () => {
    const records = makeRecords(0, 3);
    expect(shapeOf(records)).toEqual(records.map(({ id }) => [1, id, id]));
  });

  it("hold a chunk of a large request when it is all there", () => {
    const chunk = { index: 4, events: 10 };
    const others = makeRecords(10, 2);
    const bodies = divideIntoBodies([...asked(makeRecords(0, 10), chunk), ...others]);
    expect(bodies.map(({ records, traceId }) => [records.length, traceId])).toEqual([
      [10, "ref-1:chunk:4"],
      ...others.map(({ id }) => [1, id]),
    ]);
    const body = JSON.parse(Buffer.from(bodies[0]?.content().bytes ?? []).toString()) as { data: unknown[] };
    expect(body.data).toEqual(makeRecords(0, 10).map((record) => record.item()));
  });

  it("hold one item each of a chunk in part, so that no trace id ever stands for two contents", () => {
    const chunk = { index: 0, events: 10 };
    const part = shapeOf(asked(makeRecords(0, 9), chunk));
    expect(part.map(([count, reference]) => [count, reference])).toEqual(part.map(() => [1, "ref-1"]));
    expect(new Set(part.map(([, , traceId]) => traceId)).size).toBe(9);
    expect(shapeOf(asked(makeRecords(0, 5), chunk))).toEqual(part.slice(0, 5));
  });

  it("hold ten items of any other request, and are labelled by what is in them", () => {
    const request = asked(makeRecords(0, 23), null);
    const all = shapeOf(request);
    expect(all.map(([count]) => count)).toEqual([10, 10, 3]);
    expect(shapeOf(request.slice(10))).toEqual(all.slice(1));
    expect(shapeOf(request.slice(1)).map(([, , traceId]) => traceId)).not.toContain(all[0]?.[2]);
  });

  it("stay below 10 MB, chunk or not", () => {
    const large = makeRecords(0, 4, { bytes: 4_000_000 });
    expect(shapeOf(asked(large, null)).map(([count]) => count)).toEqual([2, 2]);
    expect(shapeOf(asked(large, { index: 0, events: 4 })).map(([count]) => count)).toEqual([1, 1, 1, 1]);
  });

  it("are of one user and type, and state the newest of what is known of the user", () => {
    const [first, second, third] = makeRecords(0, 3);
    if (!first || !second || !third) throw new Error("There are three.");
    const renamed = {
      ...second,
      revision: second.revision + 1,
      user: { ...second.user, reference_id: "ana" },
    };
    const stranger = { ...third, user: { ...third.user, user_id: "somebody else" } };
    const bodies = divideIntoBodies(asked([first, renamed, stranger], null));
    expect(bodies.map(({ records, revision }) => [records.length, revision])).toEqual([
      [2, second.revision + 1],
      [1, third.revision],
    ]);
    expect(JSON.parse(Buffer.from(bodies[0]?.content().bytes ?? []).toString())).toMatchObject({
      user: renamed.user,
    });
  });

  it("announce a large request under its reference, where it can be a header", () => {
    const [record] = makeRecords(0, 1, { type: "large_request_sending" });
    if (!record) throw new Error("There is one.");
    const announced = (reference: unknown) => shapeOf([{ ...record, item: () => ({ reference }) }]);
    expect(announced("ref-1")).toEqual([[1, "ref-1", record.id]]);
    for (const unfit of ["a\r\nb: c", "ä", "", 7, null]) {
      expect(announced(unfit)).toEqual([[1, record.id, record.id]]);
    }
  });

  it("hold athletes, user events and pointers alone", () => {
    const athletes = asked(makeRecords(0, 2, { type: "athlete" }), null);
    expect(shapeOf(athletes).map(([count]) => count)).toEqual([1, 1]);
  });
});

describe("a body of several items", () => {
  async function deliver(records: readonly DeliveryRecord[], statusOf: (request: ReceivedRequest) => number) {
    await using receiver = await startWebhookReceiver({
      answer: (request, response) => void response.writeHead(statusOf(request)).end(),
    });
    const context = { name: "hook", log: () => undefined, now: () => 0 };
    const config = webhook.config.parse({
      url: `${receiver.origin}/events`,
      allow_private: true,
      secret: "s",
    });
    const connector = webhook.open(config, context);
    const [outcome] = await Promise.allSettled([connector.write(makeBatch(records), { signal })]);
    await connector.close();
    return { outcome, requests: receiver.requests };
  }
  const chunk = asked(makeRecords(0, 3), { index: 0, events: 3 });

  it("is delivered whole, with the same headers on a repeat", async () => {
    const first = await deliver(chunk, () => 200);
    const again = await deliver(chunk, () => 200);
    expect(first.outcome).toMatchObject({ status: "fulfilled", value: [] });
    expect(first.requests).toHaveLength(1);
    expect(first.requests[0]?.headers).toMatchObject({
      "terra-reference": "ref-1",
      "x-terra-trace-id": "ref-1:chunk:0",
      "webhook-id": "ref-1:chunk:0",
    });
    expect(again.requests[0]?.body).toEqual(first.requests[0]?.body);
  });

  it("fails for each of its records", async () => {
    const { outcome } = await deliver([...chunk, ...makeRecords(5, 1)], ({ headers }) =>
      headers["x-terra-trace-id"] === "ref-1:chunk:0" ? 500 : 200,
    );
    expect(outcome).toMatchObject({
      value: chunk.map(({ id }) => ({ id, code: "unavailable" })),
    });
  });

  it("is sent item by item when the receiver refuses it, so that only the item at fault is lost", async () => {
    const bad = chunk[1]?.json() ?? "";
    const { outcome, requests } = await deliver(chunk, ({ body }) => (body.includes(bad) ? 422 : 200));
    expect(outcome).toMatchObject({ value: [{ id: chunk[1]?.id, code: "rejected" }] });
    expect(requests).toHaveLength(4);
    expect(new Set(requests.map(({ headers }) => headers["x-terra-trace-id"])).size).toBe(4);
  });
});
