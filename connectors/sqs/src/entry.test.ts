import { makeRecord } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { cutCalls } from "./cut-calls.ts";
import { toEntry } from "./entry.ts";
import { toLanes } from "./lanes.ts";

const record = makeRecord({ item: 1 });
const withUser = (user_id: string, item = 1) => ({
  ...makeRecord({ item }),
  user: { ...record.user, user_id },
});

describe("toEntry", () => {
  it("writes what SQS refuses as JSON escapes, and nothing else", () => {
    const value = String.raw`"\ud83d tab\t ￾ ￿ 🚴 é \u0000"`;
    const written = toEntry(makeRecord({ item: 1, value }), undefined).request.MessageBody ?? "";
    expect(written).toContain(String.raw`"\ud83d tab\t \ufffe \uffff 🚴 é \u0000"`);
    expect(JSON.parse(written)).toEqual(JSON.parse(makeRecord({ item: 1, value }).json()));
  });

  it("percent-encodes them in attributes, and leaves out an empty user", () => {
    const attributes = (id: string) => toEntry(withUser(id), undefined).request.MessageAttributes ?? {};
    expect(attributes("a\u0001b🚴")["user_id"]).toEqual({ DataType: "String", StringValue: "a%01b🚴" });
    expect(Object.keys(attributes(""))).not.toContain("user_id");
  });

  it("tells the content type of a body that is not plain JSON", () => {
    const bytes = new TextEncoder().encode('{"resourceType":"Bundle"}');
    const fhir = { bytes, contentType: "application/fhir+json", extension: "fhir.json" };
    const { request } = toEntry({ ...record, encode: () => fhir }, undefined);
    expect(request.MessageBody).toBe('{"resourceType":"Bundle"}');
    expect(request.MessageAttributes?.["content-type"]?.StringValue).toBe("application/fhir+json");
    expect(toEntry(record, undefined).request.MessageAttributes).not.toHaveProperty("content-type");
  });

  it.each([
    ["5f1e6c1a-8a53", /^5f1e6c1a-8a53$/],
    ["ada@example.com", /^ada@example\.com$/],
    ["ada lovelace", /^sha256-[0-9a-f]{64}$/],
    ["x".repeat(129), /^sha256-[0-9a-f]{64}$/],
    ["", /^sha256-[0-9a-f]{64}$/],
  ])("groups the user %j as %s", (id, group) => {
    expect(toEntry(withUser(id), "user").request.MessageGroupId).toMatch(group);
  });

  it("counts what SQS counts", () => {
    const { bytes, request } = toEntry(record, undefined);
    const words = Object.entries(request.MessageAttributes ?? {}).flatMap(
      ([name, { DataType, StringValue }]) => [name, DataType, StringValue],
    );
    expect(bytes).toBe(Buffer.byteLength(`${request.MessageBody ?? ""}${words.join("")}`));
  });
});

describe("calls and lanes", () => {
  const entries = Array.from({ length: 40 }, (_, item) =>
    toEntry(withUser(`user-${item % 5}`, item), "user"),
  );

  it("hold at most ten entries and 1 MiB", () => {
    const sized = (bytes: number) => ({ ...entries[0]!, bytes });
    expect(cutCalls(entries.slice(0, 25)).map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(
      cutCalls([sized(1_048_576), sized(1), sized(1_048_575), sized(1)]).map(({ length }) => length),
    ).toEqual([1, 2, 1]);
    expect(cutCalls([])).toEqual([]);
  });

  it("keep each group in one lane, in order, with no more lanes than full calls", () => {
    const lanes = toLanes(entries, 8).map((calls) => [...calls].flat());
    expect(lanes).toHaveLength(4);
    expect(lanes.flat()).toHaveLength(40);
    for (const lane of lanes) {
      for (const held of Map.groupBy(lane, ({ group }) => group).values()) {
        expect(held).toEqual(entries.filter(({ group }) => group === held[0]?.group));
      }
    }
  });
});
