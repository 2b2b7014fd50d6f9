import type * as z from "zod";
import { alternatives, inputSchema, type JsonSchema } from "./known-keys.ts";

const mask = "***";
const scalarTypes: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean"]);

/**
 * A copy of `value` that is safe to print: every field that `schema` flags with
 * `.meta({ secret: true })`, and everything that the schema does not describe, is `"***"`.
 *
 * @param value In the form the schema takes in, that is, as written in the file.
 */
export function maskSecrets(schema: z.ZodType, value: unknown): unknown {
  return maskWith(inputSchema(schema), value);
}

function maskWith(schema: JsonSchema | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const parts = schema === undefined ? [] : alternatives(schema);
  if (parts.length === 0 || parts.some((part) => part["secret"] === true)) return mask;
  if (Array.isArray(value)) {
    const items = parts.find((part) => part.items !== undefined)?.items;
    return value.map((item) => maskWith(items, item));
  }
  if (typeof value !== "object") return parts.some(describesScalar) ? value : mask;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, maskWith(fieldOf(parts, key), inner)]),
  );
}

function describesScalar(part: JsonSchema): boolean {
  return scalarTypes.has(String(part["type"])) || "const" in part || "enum" in part;
}

function fieldOf(parts: readonly JsonSchema[], key: string): JsonSchema | undefined {
  const fields = parts.flatMap((part): readonly JsonSchema[] => {
    const named = new Map(Object.entries(part.properties ?? {})).get(key);
    if (named !== undefined) return [named];
    return typeof part.additionalProperties === "object" ? [part.additionalProperties] : [];
  });
  // A field that is secret in one of several forms is secret.
  return fields.length === 0 ? undefined : { anyOf: fields };
}
