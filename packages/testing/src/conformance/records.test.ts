import { describe, expect, it } from "vitest";
import { makeBatch, makeRecord, makeRecords } from "./records.ts";

describe("records for the kit", () => {
  it("are the same for the same recipe", () => {
    const recipe = { item: 3, type: "sleep", revision: 7, value: "[-0]" };
    expect(makeRecord(recipe).json()).toBe(makeRecord(recipe).json());
    expect(makeRecord(recipe).id).toBe(makeRecord(recipe).id);
  });

  it("share the key and differ in the id between revisions", () => {
    const older = makeRecord({ item: 3, revision: 1 });
    const newer = makeRecord({ item: 3, revision: 2 });
    expect(newer.key).toBe(older.key);
    expect(newer.id).not.toBe(older.id);
  });

  it("carry the value's text digit by digit", () => {
    const record = makeRecord({ item: 0, value: "9007199254740993" });
    expect(record.json()).toContain('"value":9007199254740993');
    expect(new TextDecoder().decode(record.encode().bytes)).toBe(record.json());
  });

  it("can be padded to an exact number of bytes", () => {
    const record = makeRecord({ item: 0, value: '"é"', bytes: 5_000 });
    expect(Buffer.byteLength(record.json())).toBe(5_000);
    expect(record.item()).toMatchObject({ conformance: { value: "é" } });
  });

  it("give a batch an id that follows from them", () => {
    const records = makeRecords(0, 3);
    expect(makeBatch(records).id).toBe(makeBatch(makeRecords(0, 3)).id);
    expect(makeBatch(records).id).not.toBe(makeBatch(records.slice(1)).id);
  });
});
