import type { ConnectorDefinition } from "@musette/core";
import { destinationSchema } from "./destination-schema.ts";
import { inputSchema, type JsonSchema } from "./known-keys.ts";
import { settingsSchema } from "./settings-schema.ts";

/**
 * The JSON Schema (draft 7, which editors know best) of the configuration file, for completion and
 * hints. Types that are not among `definitions` are taken to be plugins and their keys are not checked.
 */
export function configJsonSchema(definitions: readonly ConnectorDefinition[]): JsonSchema {
  const settings = inputSchema(settingsSchema);
  const common = inputSchema(destinationSchema);
  const types = definitions.map((definition) => definition.type);
  const destination: JsonSchema = {
    type: "object",
    required: common["required"],
    properties: {
      ...common.properties,
      type: { ...common.properties?.["type"], anyOf: [{ enum: types }, { type: "string" }] },
    },
    allOf: definitions.map((definition) => ({
      if: { properties: { type: { const: definition.type } }, required: ["type"] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: destinationOf(definition, common),
    })),
  };
  return allowReferences({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Musette configuration",
    ...settings,
    properties: {
      ...settings.properties,
      destinations: { ...settings.properties?.["destinations"], items: destination },
    },
  });
}

/** One connector's block: its own keys and the common ones. */
function destinationOf(definition: ConnectorDefinition, common: JsonSchema): JsonSchema {
  const withCommon = {
    ...common.properties,
    format: { ...common.properties?.["format"], enum: definition.formats, default: definition.formats[0] },
  };
  return { description: definition.summary, ...withKeys(inputSchema(definition.config), withCommon) };
}

/** Adds keys to a schema, and to each of its alternatives, which would refuse them otherwise. */
function withKeys(schema: JsonSchema, keys: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const each = (parts: readonly JsonSchema[]) => parts.map((part) => withKeys(part, keys));
  return {
    ...schema,
    ...(schema["type"] === "object" && {
      properties: { ...keys, ...schema.properties },
      additionalProperties: schema.additionalProperties ?? false,
    }),
    ...(schema.anyOf && { anyOf: each(schema.anyOf) }),
    ...(schema.oneOf && { oneOf: each(schema.oneOf) }),
    ...(schema.allOf && { allOf: schema.allOf.map((part) => withKeys(part, keys)) }),
  };
}

/** Lets every value that is not a map or list be text with a `${…}` in it instead. */
function allowReferences(schema: JsonSchema): JsonSchema {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([keyword, part]) => [
      keyword,
      keyword === "if" ? part : allowIn(keyword, part),
    ]),
  );
  const plainText =
    schema["type"] === "string" &&
    !["pattern", "enum", "const", "format", "maxLength"].some((keyword) => keyword in schema);
  const scalar =
    ["string", "number", "integer", "boolean"].includes(String(schema["type"])) || "enum" in schema;
  if (!scalar || plainText) return inner;
  const { description, default: byDefault, examples, secret, ...rest } = inner;
  const outer = { description, default: byDefault, examples, secret };
  return {
    ...Object.fromEntries(Object.entries(outer).filter(([, part]) => part !== undefined)),
    anyOf: [rest, { type: "string", pattern: "\\$\\{" }],
  };
}

function allowIn(keyword: string, part: unknown): unknown {
  if (keyword === "properties") {
    const fields = Object.entries(part as Readonly<Record<string, JsonSchema>>);
    return Object.fromEntries(fields.map(([key, field]) => [key, allowReferences(field)]));
  }
  if (["anyOf", "oneOf", "allOf"].includes(keyword))
    return (part as readonly JsonSchema[]).map(allowReferences);
  if (["items", "then", "additionalProperties"].includes(keyword) && typeof part === "object") {
    return allowReferences(part as JsonSchema);
  }
  return part;
}
