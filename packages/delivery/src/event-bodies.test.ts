import type { NormalizedEvent } from "@musette/core";
import type { Payload, StoredEvent } from "@musette/journal";
import { describe, expect, it } from "vitest";
import { createEventBodies } from "./event-bodies.ts";
import { createTestingJournal } from "./testing-journal.ts";

/** Events of payloads that hold `itemsEach` events; event n of payload p has the id `event-p` or `p.n`. */
function setUp(options: { maxBytes?: number; itemsEach?: number } = {}) {
  const { maxBytes = 1_000_000, itemsEach = 1 } = options;
  const journal = createTestingJournal();
  const renormalized: number[] = [];
  const renormalize = ({ id }: Payload): readonly NormalizedEvent[] => {
    renormalized.push(id);
    return Array.from({ length: itemsEach }, (_, item) => normalized(idOf(id, item), { payload: id, item }));
  };
  return { journal, renormalized, bodies: createEventBodies({ journal, renormalize, maxBytes }) };
}

const idOf = (payloadId: number, item: number) => `event-${payloadId}${item === 0 ? "" : `.${item}`}`;

function normalized(id: string, body: unknown): NormalizedEvent {
  const user = { user_id: "user", provider: "PELOTON" };
  const times = { startTime: null, endTime: null, orderedAtMs: null };
  return { id, key: `key of ${id}`, type: "activity", user, item: 0, ...times, body: () => body };
}

function jsonOf(loaded: Awaited<ReturnType<ReturnType<typeof createEventBodies>["load"]>>): string[] {
  return loaded.map((body) => (body instanceof Error ? body.message : body.json()));
}

describe("event bodies", () => {
  it("are those of the door while they are remembered", async () => {
    const { journal, renormalized, bodies } = setUp();
    const [event] = journal.store({}) as [StoredEvent];
    bodies.remember(normalized(event.id, { from: "the door" }), 100);
    expect(jsonOf(await bodies.load([event]))).toEqual(['{"from":"the door"}']);
    expect(renormalized).toEqual([]);
    expect(journal.calls.get("readPayloads")).toBeUndefined();
  });

  it("have a text without the item where the event can make one", async () => {
    const { journal, bodies } = setUp();
    const [event] = journal.store({}) as [StoredEvent];
    const made = normalized(event.id, { seconds: [1, 2] });
    const noBody = () => {
      throw new Error("The item was asked for.");
    };
    bodies.remember({ ...made, body: noBody, text: () => ['{"seconds":', "[1,2]}"] }, 100);
    const [body] = await bodies.load([event]);
    if (body === undefined || body instanceof Error) throw new Error("There is no body.");
    expect([...body.pieces()]).toEqual(['{"seconds":', "[1,2]}"]);
    expect(body.json()).toBe('{"seconds":[1,2]}');
    expect(body.byteLength()).toBe(17);
    expect([...body.pieces()]).toEqual([body.json()]);
  });

  it("are made again from the payloads, all in one read, in the order asked", async () => {
    const { journal, bodies } = setUp();
    const events = journal.store({}, {}, {}).toReversed();
    expect(jsonOf(await bodies.load(events))).toEqual([3, 2, 1].map((id) => `{"payload":${id},"item":0}`));
    expect(journal.calls.get("readPayloads")).toBe(1);
  });

  it("are made once for all events of a payload", async () => {
    const { journal, renormalized, bodies } = setUp({ itemsEach: 3 });
    const [first] = journal.store({}) as [StoredEvent];
    const second = { ...first, id: idOf(1, 1), item: 1 };
    const third = { ...first, id: idOf(1, 2), item: 2 };
    await bodies.load([first, second]);
    expect(jsonOf(await bodies.load([third]))).toEqual(['{"payload":1,"item":2}']);
    expect(renormalized).toEqual([1]);
  });

  it("are read once when two destinations ask at the same time", async () => {
    const { journal, renormalized, bodies } = setUp();
    const events = journal.store({}, {}, {});
    const [some, all] = await Promise.all([bodies.load(events.slice(0, 2)), bodies.load(events)]);
    expect(jsonOf(all).slice(0, 2)).toEqual(jsonOf(some));
    expect(renormalized).toEqual([1, 2, 3]);
  });

  it("are shared: one text and one object for all destinations", async () => {
    const { journal, bodies } = setUp();
    const events = journal.store({});
    const [[one], [other]] = await Promise.all([bodies.load(events), bodies.load(events)]);
    expect(one).toBe(other);
  });

  it("know their length in UTF-8", async () => {
    const { journal, bodies } = setUp();
    const [event] = journal.store({}) as [StoredEvent];
    bodies.remember(normalized(event.id, { name: "Zoë 🚴" }), 10);
    const [body] = await bodies.load([event]);
    expect(body instanceof Error ? body : body?.byteLength()).toBe(Buffer.byteLength('{"name":"Zoë 🚴"}'));
  });

  it("are estimated without making their text, and known exactly once it is made", async () => {
    const { journal, bodies } = setUp();
    const [event] = journal.store({}) as [StoredEvent];
    let texts = 0;
    const toJSON = () => ({ text: texts++ });
    bodies.remember(normalized(event.id, { samples: "x".repeat(500), toJSON }), 10);
    const [body] = await bodies.load([event]);
    if (body === undefined || body instanceof Error) throw new Error("There is no body.");
    expect(body.estimatedBytes()).toBeGreaterThan(500);
    expect(texts).toBe(0);
    expect([body.json(), body.byteLength(), body.estimatedBytes()]).toEqual(['{"text":0}', 10, 10]);
    expect(texts).toBe(1);
  });

  it("are forgotten when they are too many, the least recently used first", async () => {
    const { journal, renormalized, bodies } = setUp({ maxBytes: 250 });
    const events = journal.store({}, {}, {});
    for (const { id } of events) {
      bodies.remember(normalized(id, {}), 100);
      await bodies.load(events.slice(0, 1));
    }
    await bodies.load(events);
    expect(renormalized).toEqual([2]);
  });

  it("count with the text that was made of them", async () => {
    const { journal, renormalized, bodies } = setUp({ maxBytes: 250 });
    const events = journal.store({}, {});
    for (const { id } of events) bodies.remember(normalized(id, { text: "x".repeat(100) }), 50);
    jsonOf(await bodies.load(events));
    await bodies.load(events);
    expect(renormalized).toEqual([1]);
  });

  it("count with the object that was made of them, which can be much larger than their payload", async () => {
    const { journal, renormalized, bodies } = setUp({ maxBytes: 2_500 });
    const events = journal.store({}, {});
    for (const { id } of events) bodies.remember(normalized(id, { text: "x".repeat(2_000) }), 50);
    for (const body of await bodies.load(events)) if (!(body instanceof Error)) body.estimatedBytes();
    await bodies.load(events);
    expect(renormalized).toEqual([1]);
  });

  it("say why when the payload is gone, cannot be normalized, or no longer holds the event", async () => {
    const journal = createTestingJournal();
    const bodies = createEventBodies({
      journal,
      maxBytes: 1_000,
      renormalize({ id }) {
        if (id === 2) throw new RangeError("secret content");
        return [];
      },
    });
    const events = journal.store({}, {}, {});
    journal.forget(1);
    const messages = jsonOf(await bodies.load(events));
    expect(messages).toEqual([
      expect.stringContaining("Payload 1 is no longer in the journal"),
      expect.stringContaining("Payload 2 from peloton can no longer be normalized (RangeError)"),
      expect.stringContaining("Payload 3 no longer holds item 0"),
    ]);
    expect(messages.join()).not.toContain("secret");
  });

  it("are those of a newer mapper where it makes other content of the same item", async () => {
    const journal = createTestingJournal();
    const renormalize = () => [{ ...normalized("another id", { newer: true }), key: "a" }];
    const bodies = createEventBodies({ journal, renormalize, maxBytes: 1_000 });
    expect(jsonOf(await bodies.load(journal.store({ key: "a" })))).toEqual(['{"newer":true}']);
  });

  it("are found by their place in the payload where the event goes on under another key", async () => {
    const journal = createTestingJournal();
    const renormalize = () =>
      [0, 1].map((item) => ({ ...normalized(`newer ${item}`, { item }), key: `own ${item}`, item }));
    const bodies = createEventBodies({ journal, renormalize, maxBytes: 1_000 });
    const [event] = journal.store({ key: "of the summary" }) as [StoredEvent];
    expect(jsonOf(await bodies.load([{ ...event, item: 1 }]))).toEqual(['{"item":1}']);
  });

  it("reject when the journal cannot be read, and are loaded when it can be again", async () => {
    const { journal, bodies } = setUp();
    const events = journal.store({});
    journal.failing.set("readPayloads", new Error("disk gone"));
    await expect(bodies.load(events)).rejects.toThrow("disk gone");
    journal.failing.clear();
    expect(jsonOf(await bodies.load(events))).toEqual(['{"payload":1,"item":0}']);
  });
});
