import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { operations, webhooks, type Coverage } from "./coverage.ts";
import { disagreements } from "./disagreements.ts";
import { documents } from "./documents.ts";
import { fullAthlete, fullItem, itemSchemas, type ItemType } from "./terra-payloads.ts";

/** SHA-256 of the files as they were published. */
const published = {
  v2: "454cbc88b124bb86f7e40d08c126877472bbf419d84deebac9b616fe43541852",
  v5: "1f36d09844fefc26725ba6985cdf696b21174849adc01e48e6962be34d5a3fbe",
} as const;

const files = new Set(
  [...Object.values(operations), ...Object.values(webhooks)].flatMap((coverage: Coverage) =>
    "covered" in coverage ? [coverage.covered] : [],
  ),
);

describe("the published documents", () => {
  it.each(["v2", "v5"] as const)("%s is here unchanged", (version) => {
    const bytes = readFileSync(path.join(import.meta.dirname, `openapi/${version}-bundled.yaml`));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(published[version]);
  });

  it("have no operation and no webhook that is neither covered nor excluded with a reason", () => {
    const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted();
    expect(sorted(Object.keys(operations))).toEqual(
      sorted(documents.flatMap((document) => document.operations)),
    );
    expect(sorted(Object.keys(webhooks))).toEqual(sorted(documents.flatMap((document) => document.webhooks)));
  });

  it.each([...files])("%s holds itself to what it is to cover", (file) => {
    const text = readFileSync(path.join(import.meta.dirname, file), "utf8");
    expect(text).toContain(`Covered("${file}")`);
  });
});

describe("where the documents disagree", () => {
  const items = Object.entries(itemSchemas).map(
    ([type, schema]) => [schema, fullItem(type as ItemType, "2026-03-01T07:00:00.000000+01:00")] as const,
  );

  it.each([...items, ["Athlete", fullAthlete()] as const])(
    "is listed: %s is right by both apart from that",
    (schema, item) => {
      for (const document of documents)
        expect(document.errors(`/components/schemas/${schema}`, item)).toEqual([]);
    },
  );

  it("is v5 passed over, and nowhere that v2 does not have", () => {
    const [v2, v5] = documents;
    for (const name of Object.keys(disagreements)) {
      const [schema, member] = name.split(".");
      const pointer = `/components/schemas/${schema}/properties/${member}`;
      expect({ name, v2: v2.at(pointer) }).not.toEqual({ name, v2: undefined });
      expect({ name, v5: v5.at(pointer) }).toEqual({ name, v5: {} });
    }
  });
});

describe("validation against the documents", () => {
  const schema = "/components/schemas/Activity";
  const metadata = {
    start_time: "2026-03-01T10:00:00.000000+00:00",
    end_time: "2026-03-01T10:30:00.000000+00:00",
    summary_id: "ride-1",
    type: 18,
    upload_type: 1,
  };

  it.each(documents)("$version takes a sparse activity, and one with nulls", (document) => {
    expect(document.errors(schema, { metadata })).toEqual([]);
    expect(document.errors(schema, { metadata, power_data: { avg_watts: null } })).toEqual([]);
  });

  it.each(documents)("$version finds what is wrong, also behind a reference", (document) => {
    const { summary_id: _, ...incomplete } = metadata;
    expect(document.errors(schema, { metadata: incomplete })).not.toEqual([]);
    expect(document.errors(schema, { metadata, power_data: { avg_watts: "many" } })).not.toEqual([]);
    expect(document.errors(schema, { metadata: { ...metadata, type: 2 } })).not.toEqual([]);
  });
});
