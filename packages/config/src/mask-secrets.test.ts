import { describe, expect, it } from "vitest";
import * as z from "zod";
import { maskSecrets } from "./mask-secrets.ts";

const schema = z.strictObject({
  url: z.string().meta({ secret: true }),
  name: z.string().optional(),
  port: z.int().optional(),
  keys: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ secret: true }),
  sasl: z.strictObject({ user: z.string(), password: z.string().meta({ secret: true }) }).optional(),
  headers: z.record(z.string(), z.string().meta({ secret: true })).optional(),
  wait: z
    .string()
    .transform((text) => text.length)
    .optional(),
  anything: z.unknown().optional(),
});

describe("maskSecrets", () => {
  it("hides flagged fields at any depth and shows the others", () => {
    const value = {
      url: "postgres://me:pw@h",
      name: "n",
      port: 1,
      keys: ["a", "b"],
      sasl: { user: "u", password: "p" },
      headers: { authorization: "x" },
      wait: "2s",
    };
    expect(maskSecrets(schema, value)).toEqual({
      url: "***",
      name: "n",
      port: 1,
      keys: "***",
      sasl: { user: "u", password: "***" },
      headers: { authorization: "***" },
      wait: "2s",
    });
  });

  it("hides what the schema does not describe, or describes otherwise", () => {
    const value = { url: null, pasword: "x", anything: "x", sasl: "x", name: ["x"], __proto__: "x" };
    expect(maskSecrets(schema, value)).toEqual({
      url: null,
      pasword: "***",
      anything: "***",
      sasl: "***",
      name: ["***"],
    });
  });

  it("hides a field that is secret in one form only", () => {
    const either = z.union([
      z.strictObject({ key: z.string() }),
      z.strictObject({ key: z.string().meta({ secret: true }) }),
    ]);
    expect(maskSecrets(either, { key: "x" })).toEqual({ key: "***" });
  });
});
