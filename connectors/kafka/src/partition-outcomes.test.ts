import { MultipleErrors, NetworkError, ResponseError } from "@platformatic/kafka";
import { describe, expect, it } from "vitest";
import { partitionOutcomes } from "./partition-outcomes.ts";

const produceApi = 0;
const notLeader = 6;
const tooLarge = 10;
const duplicate = 46;

/** A broker's answer, as the client throws it: the error code of each partition. */
function answer(codes: Readonly<Record<number, number>>) {
  const partitionResponses = Object.entries(codes).map(([index, errorCode]) => ({
    index: Number(index),
    errorCode,
  }));
  const failed = partitionResponses.filter(({ errorCode }) => errorCode !== 0);
  const errors = Object.fromEntries(
    failed.map(({ index, errorCode }) => [`/${index}`, [errorCode, null] as const]),
  );
  const response = { responses: [{ name: "events", partitionResponses }] };
  return new ResponseError(produceApi, 9, errors as ConstructorParameters<typeof ResponseError>[2], response);
}

const sent = (brokers: readonly Error[], offsets: readonly object[] = []) =>
  Object.assign(new MultipleErrors("Producing messages failed.", [...brokers]), { produced: { offsets } });

describe("partitionOutcomes", () => {
  it("tells apart the partitions of one broker and those of others", () => {
    const { told } = partitionOutcomes(
      sent([answer({ 0: tooLarge, 1: 0 })], [{ topic: "events", partition: 2 }]),
    );
    expect(Object.fromEntries(told)).toEqual({
      0: { code: "too_large", reason: "MESSAGE_TOO_LARGE" },
      1: "delivered",
      2: "delivered",
    });
  });

  it("believes the last of several answers, and takes a known repeat as delivered", () => {
    const attempts = new MultipleErrors("produce failed 2 times.", [
      answer({ 0: notLeader }),
      answer({ 0: duplicate }),
    ]);
    expect(partitionOutcomes(sent([attempts])).told.get(0)).toBe("delivered");
  });

  it("says what holds for the partitions of a broker that did not answer", () => {
    const { told, otherwise } = partitionOutcomes(
      sent([answer({ 0: tooLarge }), new NetworkError("Connection closed")]),
    );
    expect([...told.keys()]).toEqual([0]);
    expect(otherwise.code).toBe("unavailable");
  });

  it.each([undefined, "text", new Error("no code"), new NetworkError("Connection closed")])(
    "has an answer for %s",
    (thrown) => expect(partitionOutcomes(thrown).told.size).toBe(0),
  );
});
