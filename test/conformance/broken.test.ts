import type { ConformanceSubject } from "@musette/testing";
import { describe, expect, it } from "vitest";
import buffersInMemory from "./buffers-in-memory.ts";
import { failedCases, killCase } from "./failed-cases.ts";
import { makeFolderTarget } from "./folder-target.ts";
import jsonFolder from "./json-folder.ts";
import marksBeforeWriting from "./marks-before-writing.ts";
import { mistakesWithCalls } from "./mistakes-with-calls.ts";
import { mistakesWithRecords } from "./mistakes-with-records.ts";

const subject: ConformanceSubject = {
  name: "broken",
  definition: jsonFolder,
  moduleUrl: new URL("./json-folder.ts", import.meta.url).href,
  makeTarget: makeFolderTarget,
};
const isQuick = (name: string) => name !== killCase;

describe("the conformance kit fails a connector that", () => {
  it.each([...mistakesWithRecords, ...mistakesWithCalls])("$mistake", async ({ definition, fails }) => {
    expect(await failedCases({ ...subject, definition }, isQuick)).toEqual(fails);
  });

  it("notes a batch as delivered before it is, and is killed", { timeout: 120_000 }, async () => {
    const moduleUrl = new URL("./marks-before-writing.ts", import.meta.url).href;
    const broken = { ...subject, definition: marksBeforeWriting, moduleUrl };
    expect(await failedCases(broken, () => true)).toEqual([killCase]);
  });

  it("buffers in memory what it says is delivered, and is killed", { timeout: 120_000 }, async () => {
    const moduleUrl = new URL("./buffers-in-memory.ts", import.meta.url).href;
    const broken = { ...subject, definition: buffersInMemory, moduleUrl };
    // Without the kill it shows in many cases, because they read back at once.
    expect(await failedCases(broken, (name) => name === killCase)).toEqual([killCase]);
  });
});
