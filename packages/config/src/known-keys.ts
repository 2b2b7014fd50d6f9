import * as z from "zod";

/** The part of JSON Schema that zod writes and that is looked at here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** The JSON Schema of what a schema takes in (not of what it makes of it). */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    // Those of what is transformed are left out otherwise, as if they were of what comes out.
    override({ zodSchema, jsonSchema }) {
      const examples = z.globalRegistry.get(zodSchema)?.["examples"];
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
  return rest as JsonSchema;
}

/** A schema and everything it is put together from. */
export function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...parts.flatMap(alternatives)];
}

/** The keys that the map at `path` may have, for suggestions. */
export function knownKeys(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const [step, ...rest] = path;
  return alternatives(schema).flatMap((part) => {
    if (step === undefined) return Object.keys(part.properties ?? {});
    const properties = part.properties ?? {};
    const next =
      typeof step === "number"
        ? part.items
        : Object.hasOwn(properties, step)
          ? properties[String(step)]
          : part.additionalProperties;
    return typeof next === "object" ? knownKeys(next, rest) : [];
  });
}
