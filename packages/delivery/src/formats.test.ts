import type { Batch, BatchObject, DeliveryRecord, Encoded } from "@musette/core";
import { describe, expect, it } from "vitest";
import type { EncodeBatch, EncodeRecord } from "./delivery.ts";
import { createTestBench, createTestingConnector, many, seqOf } from "./testing-delivery.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function encodedOf(text: string, extension: string): Encoded {
  return { bytes: encoder.encode(text), contentType: "text/plain", extension };
}

/** Encodes as `fit:3`, and counts how often. */
function createEncode(refusedSeq?: number) {
  const calls: string[] = [];
  const encode: EncodeRecord = (format, record) => {
    const text = `${format}:${record.json()}`;
    calls.push(text);
    if (refusedSeq !== undefined && record.id === `event-${refusedSeq}`) throw new TypeError("odd");
    return encodedOf(text, format);
  };
  return { calls, encode };
}

/** A destination that remembers what was written to it. */
function createReader(bench: ReturnType<typeof createTestBench>) {
  const connector = createTestingConnector(bench.clock);
  const texts: string[] = [];
  const objects: (readonly BatchObject[])[] = [];
  connector.onWrite = async (batch: Batch) => {
    if (batch.encode !== undefined) objects.push(await batch.encode());
    for (const record of batch.records) texts.push(decoder.decode(record.encode().bytes));
    return [];
  };
  return { connector, texts, objects };
}

const encodeBatch: EncodeBatch = async (format, records) => [
  { name: "batches", ...encodedOf(records.map(seqOf).join(","), format) },
];

describe("formats", () => {
  it("encode an event once for all destinations in step", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const { calls, encode } = createEncode();
    const [one, two] = [createReader(bench), createReader(bench)];
    const destinations = [
      bench.plan({ name: "one", connector: one.connector, format: "fit" }),
      bench.plan({ name: "two", connector: two.connector, format: "fit" }),
    ];
    await bench.start({ destinations, encode });
    expect([one.texts, two.texts]).toEqual([['fit:{"seq":1}'], ['fit:{"seq":1}']]);
    expect(calls).toHaveLength(1);
  });

  it("put a batch together where they do that, and are JSON for a record by itself", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const { connector, texts, objects } = createReader(bench);
    const destinations = [bench.plan({ connector, format: "parquet" })];
    await bench.start({ destinations, encodeBatch, encode: createEncode().encode });
    expect(objects.map((batch) => batch.map(({ name, bytes }) => [name, decoder.decode(bytes)]))).toEqual([
      [["batches", "1,2,3"]],
    ]);
    expect(texts[0]).toBe('json:{"seq":1}');
  });

  it("need an encoder", async () => {
    const bench = createTestBench();
    const { encode } = createEncode();
    const destinations = [bench.plan({ format: "ndjson+zstd" })];
    await expect(bench.start({ destinations, encode })).rejects.toThrow("no encoder");
  });

  it("set aside only the record that a batch cannot hold", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(4));
    const { connector, objects } = createReader(bench);
    const failing: EncodeBatch = async (format, records) => {
      if (records.some((record) => seqOf(record) === 3)) throw new TypeError("odd");
      return await encodeBatch(format, records);
    };
    const destinations = [bench.plan({ connector, format: "ndjson" })];
    const delivery = await bench.start({ destinations, encodeBatch: failing });
    await bench.clock.advance(5_000);
    expect(objects.flat().map(({ bytes }) => decoder.decode(bytes))).toEqual(["1,2", "4"]);
    expect(await delivery.status()).toMatchObject([{ delivered: 3, deadLetters: 1 }]);
    expect(bench.journal.lane("lake").deadLetters.get(3)?.message).toContain("cannot be written as ndjson");
  });

  it("set aside a record that they cannot hold, and tell nothing of what is in it", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const { connector, texts } = createReader(bench);
    const plan = bench.plan({
      connector,
      format: "fit",
      limits: { records: 9, bytes: 999, recordBytes: 99 },
    });
    const delivery = await bench.start({ destinations: [plan], encode: createEncode(2).encode });
    await bench.clock.advance(5_000);
    expect(texts).toEqual(['fit:{"seq":1}', 'fit:{"seq":3}']);
    expect(await delivery.status()).toMatchObject([{ deadLetters: 1 }]);
    const letter = bench.journal.lane("lake").deadLetters.get(2);
    expect(letter).toMatchObject({ code: "rejected" });
    expect(letter?.message).not.toContain("odd");
  });

  it("hold a record's own bytes against the limit, not those of its JSON", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    const { connector, texts } = createReader(bench);
    const wide: EncodeRecord = (format, record) =>
      encodedOf(record.id === "event-1" ? "x".repeat(200) : record.json(), format);
    const plan = bench.plan({
      connector,
      format: "fhir",
      limits: { records: 9, bytes: 999, recordBytes: 99 },
    });
    await bench.start({ destinations: [plan], encode: wide });
    await bench.clock.advance(5_000);
    expect(texts).toEqual(['{"seq":2}']);
    expect(bench.journal.lane("lake").deadLetters.get(1)).toMatchObject({ code: "too_large" });
  });
});

describe("selections", () => {
  const createSelection = (key: string) => {
    const selected: unknown[] = [];
    const select = (item: unknown) => {
      selected.push(item);
      return { [key]: true };
    };
    return { selected, selection: { key, select } };
  };

  it("are made once for destinations that ask for the same, and leave the others' items whole", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const readers = ["a", "b", "c", "whole"].map((name) => ({ name, ...createReader(bench) }));
    const [first, same, other] = [createSelection("x"), createSelection("x"), createSelection("y")];
    const selections = [first.selection, same.selection, other.selection, undefined];
    const items: DeliveryRecord[] = [];
    const destinations = readers.map(({ name, connector }, index) => {
      connector.onWrite = async ({ records }) => {
        items.push(...records);
        return [];
      };
      return bench.plan({ name, connector, selection: selections[index] });
    });
    await bench.start({ destinations });
    expect(items.map((record) => record.json()).sort()).toEqual([
      '{"seq":1}',
      '{"x":true}',
      '{"x":true}',
      '{"y":true}',
    ]);
    expect(new Set(items.map(({ id, key, revision }) => `${id} ${key} ${revision}`)).size).toBe(1);
    expect([first, same, other].map(({ selected }) => selected.length)).toEqual([1, 0, 1]);
    const [one, two] = items.filter((record) => record.json() === '{"x":true}');
    expect(one?.item()).toBe(two?.item());
  });

  it("count in the size that is held against a limit", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const limits = { records: 9, bytes: 999, recordBytes: 9 };
    const { selection } = createSelection("much longer than the limit");
    const destinations = [
      bench.plan({ name: "whole", limits }),
      bench.plan({ name: "part", limits, selection }),
    ];
    const delivery = await bench.start({ destinations });
    expect(await delivery.status()).toMatchObject([
      { name: "whole", delivered: 1, deadLetters: 0 },
      { name: "part", delivered: 0, deadLetters: 1 },
    ]);
  });

  it("set aside an event that they fail on", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    const select = (item: unknown) => {
      if (JSON.stringify(item).includes("1")) throw new RangeError("a secret");
      return item;
    };
    await bench.start({ destinations: [bench.plan({ selection: { key: "fails", select } })] });
    expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[2]]);
    const letter = bench.journal.lane("lake").deadLetters.get(1);
    expect(letter).toMatchObject({ code: "rejected" });
    expect(letter?.message).not.toContain("secret");
  });
});
