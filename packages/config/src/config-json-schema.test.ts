import { defineConnector } from "@musette/core";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { configJsonSchema } from "./config-json-schema.ts";
import type { JsonSchema } from "./known-keys.ts";

const open = () => {
  throw new Error("not opened by the configuration");
};
const facts = { summary: "s", limits: { records: 1, bytes: 1 }, guarantee: "idempotent", open } as const;
const lake = defineConnector({
  ...facts,
  type: "lake",
  formats: ["json", "parquet"],
  config: z.strictObject({
    bucket: z.string(),
    parts: z.int().optional(),
    key: z.string().meta({ secret: true }),
  }),
});
const queue = defineConnector({
  ...facts,
  type: "queue",
  formats: ["json"],
  config: z.union([z.strictObject({ url: z.string() }), z.strictObject({ host: z.string() })]),
});

/** The schema is read back by zod, so that what an editor will say is run and not looked at. */
function accepts(value: unknown): boolean {
  const schema = withChoice(configJsonSchema([lake, queue])) as z.core.JSONSchema.JSONSchema;
  return z.fromJSONSchema(schema).safeParse(value).success;
}

/** zod does not read `if` and `then`; the same said as a choice it does. */
function withChoice(schema: JsonSchema): JsonSchema {
  const list = schema.properties?.["destinations"];
  const choices = (list?.items?.allOf ?? []).flatMap((branch) => {
    const { if: condition, then } = branch as { readonly if: JsonSchema; readonly then: JsonSchema };
    return (then.anyOf ?? [then]).map((form) => ({
      ...form,
      properties: { ...form.properties, ...condition.properties },
    }));
  });
  return {
    ...schema,
    properties: { ...schema.properties, destinations: { ...list, items: { anyOf: choices } } },
  };
}

const withDestination = (block: object) => ({
  developers: [{ dev_id: "a", api_key: "b" }],
  destinations: [block],
});

describe("configJsonSchema", () => {
  it.each([
    ["own and common keys", { name: "a", type: "lake", bucket: "b", key: "k", batch: { wait: "2s" } }, true],
    [
      "a reference for text, a number and a duration",
      { name: "${A}", type: "lake", bucket: "${B}", key: "k", parts: "${P}", batch: { wait: "${W}" } },
      true,
    ],
    ["an unknown key", { name: "a", type: "lake", bucket: "b", key: "k", regoin: "x" }, false],
    [
      "an unknown common key",
      { name: "a", type: "lake", bucket: "b", key: "k", batch: { wiat: "2s" } },
      false,
    ],
    ["a missing key", { name: "a", type: "lake", key: "k" }, false],
    [
      "a duration without a unit",
      { name: "a", type: "lake", bucket: "b", key: "k", batch: { wait: "2" } },
      false,
    ],
    ["a format it takes", { name: "a", type: "lake", bucket: "b", key: "k", format: "parquet" }, true],
    ["a format it does not take", { name: "a", type: "queue", url: "u", format: "parquet" }, false],
    ["one of several forms, with a common key", { name: "a", type: "queue", host: "h", paused: true }, true],
    ["a mixture of forms", { name: "a", type: "queue", host: "h", url: "u" }, false],
  ])("judges %s as the loader does", (_name, block, expected) => {
    expect(accepts(withDestination(block))).toBe(expected);
  });

  it("marks secrets, describes keys and requires name and type", () => {
    const text = JSON.stringify(configJsonSchema([lake]));
    expect(text).toContain('"key":{"type":"string","secret":true}');
    expect(text).toContain('"required":["name","type"]');
    expect(text).toContain('"Largest request body, after decompression"');
  });

  it("is the same every time", () => {
    expect(JSON.stringify(configJsonSchema([lake, queue]))).toBe(
      JSON.stringify(configJsonSchema([lake, queue])),
    );
  });
});
