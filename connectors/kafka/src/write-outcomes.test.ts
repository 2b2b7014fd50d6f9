import { MultipleErrors } from "@platformatic/kafka";
import { makeBatch, makeRecords } from "@musette/testing";
import { describe, expect, it } from "vitest";
import type { LazyProducer, SendFailure } from "./producer.ts";
import { write } from "./write.ts";

const { signal } = new AbortController();
const records = makeRecords(0, 3);

/** A producer of ours that always fails so. */
function failing(failure: SendFailure): LazyProducer {
  return { send: async () => failure, probe: async () => undefined, close: async () => undefined };
}

/** The client knows that partition 0 is stored, and nothing of the others. */
const error = Object.assign(new MultipleErrors("Producing messages failed.", [new Error("lost")]), {
  produced: { offsets: [{ topic: "events", partition: 0 }] },
});

describe("write", () => {
  it("takes nothing as delivered when it is not certain where the messages went", async () => {
    const writing = write(
      failing({ error, partitionCount: undefined }),
      makeBatch(records),
      { topic: "events", mostRequestBytes: undefined },
      signal,
    );
    await expect(writing).rejects.toMatchObject({ code: "unknown" });
  });

  it("takes as delivered what the client knows to be stored", async () => {
    const writing = write(
      failing({ error, partitionCount: 1 }),
      makeBatch(records),
      { topic: "events", mostRequestBytes: undefined },
      signal,
    );
    await expect(writing).resolves.toEqual([]);
  });
});
