import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { encodeNdjson } from "./encode-ndjson.ts";

const events = [
  makeEvent({ body: { metadata: { summary_id: "ride-1", name: "two\nlines" } } }),
  makeEvent({ type: "auth", body: { type: "auth", status: "success" } }),
];

test("is one webhook body a line, the last one ended too", async () => {
  const { bytes, contentType, extension } = await encodeNdjson(events, "none");
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    type: "activity",
    data: [{ metadata: { name: "two\nlines" } }],
  });
  expect(JSON.parse(lines[1] ?? "")).toEqual({ type: "auth", status: "success" });
  expect(lines[2]).toBe("");
  expect([contentType, extension]).toEqual(["application/x-ndjson", "ndjson"]);
});

describe.each([
  ["gzip", "ndjson.gz", "application/gzip", gunzipSync],
  ["zstd", "ndjson.zst", "application/zstd", zstdDecompressSync],
] as const)("%s", (compression, extension, contentType, decompress) => {
  test("holds the same lines", async () => {
    const plain = await encodeNdjson(events, "none");
    const compressed = await encodeNdjson(events, compression);
    expect(decompress(compressed.bytes).equals(plain.bytes)).toBe(true);
    expect(compressed).toMatchObject({ extension, contentType });
  });

  test("gives the same bytes for the same events", async () => {
    const first = await encodeNdjson(events, compression);
    expect(Buffer.compare((await encodeNdjson(events, compression)).bytes, first.bytes)).toBe(0);
  });
});

test("gzip writes no time", async () => {
  const { bytes } = await encodeNdjson(events, "gzip");
  expect([...bytes.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
});
