import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { historyBodies, pagesOf, storedEvent } from "./history.fixture.ts";
import { streamText } from "./stream-text.ts";
import { writeItems } from "./write-items.ts";

const head = `{"type":"activity"}`;
const toText = ({ json }: { readonly json: () => string }) => [json()];

async function joined(groups: AsyncIterable<Iterable<string>>): Promise<string> {
  let text = "";
  for await (const group of groups) text += [...group].join("");
  return text;
}

function unexpected(error: unknown): void {
  throw error;
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, seq) => seq);
}

describe("writeItems", () => {
  it("writes one JSON document, whatever the number of items, pages and items of a payload", async () => {
    for (const length of [0, 1, 5, 70, 300]) {
      const events = count(length).map((seq) => storedEvent(seq, Math.floor(seq / 3)));
      const pages = pagesOf(...[events.slice(0, 16), events.slice(16)].filter((page) => page.length > 0));
      const pieces = writeItems({
        head,
        pages,
        bodies: historyBodies({}),
        toText,
        onError: unexpected,
      });
      const written: unknown = JSON.parse(await joined(pieces));
      expect(written).toEqual({ type: "activity", data: count(length).map((seq) => ({ seq })) });
    }
  });

  it("names behind the data what cannot be made any more, and tells the operator", async () => {
    const told: unknown[] = [];
    const pieces = writeItems({
      head,
      pages: pagesOf([storedEvent(1), storedEvent(2)]),
      bodies: historyBodies({ gone: new Set([1]) }),
      toText,
      onError: (error) => told.push(error),
    });
    expect(JSON.parse(await joined(pieces))).toEqual({
      type: "activity",
      data: [{ seq: 2 }],
      errors: [{ id: "event-1", key: "activity:me:PELOTON:1", detail: "Payload is gone." }],
    });
    expect(told).toHaveLength(1);
  });

  it("loads no more than a few payloads ahead of a reader who stands still, and stops when he leaves", async () => {
    let loaded = 0;
    const pieces = writeItems({
      head,
      pages: pagesOf(count(500).map((seq) => storedEvent(seq))),
      bodies: historyBodies({ onLoad: (events) => (loaded += events.length) }),
      toText: () => [JSON.stringify("x".repeat(70_000))],
      onError: unexpected,
    });
    const reader = (await streamText(pieces, unexpected)).getReader();
    for (let read = 0; read < 4; read++) await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(loaded).toBeLessThanOrEqual(16);
    await reader.cancel();
    const before = loaded;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(loaded).toBe(before);
  });
});

describe("streamText", () => {
  it("rejects where the first piece fails, so that a status can be sent", async () => {
    await expect(streamText(failing("before"), () => undefined)).rejects.toThrow("before");
  });

  it("breaks off where a later piece fails, and tells", async () => {
    const told: unknown[] = [];
    const stream = await streamText(failing("after", "piece"), (error) => told.push(error));
    await expect(text(stream)).rejects.toThrow("after");
    expect(told).toHaveLength(1);
  });
});

async function* failing(
  message: string,
  ...pieces: readonly string[]
): AsyncGenerator<readonly string[], void> {
  for (const piece of pieces) yield [piece];
  throw new Error(message);
}
