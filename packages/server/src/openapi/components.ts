import * as z from "zod";

/** Schemas of the document. Those that have an `id` are written once, under `components`. */
export interface Components {
  /** The schema, or the reference to it where it has an id. */
  schemaOf(type: z.ZodType): unknown;
  /** Everything that was referred to so far, by id. */
  schemas(): Readonly<Record<string, unknown>>;
}

export function createComponents(): Components {
  const shared: Record<string, unknown> = {};

  /** Moves what zod puts under `$defs` to where OpenAPI looks for it. */
  function hoist(schema: Readonly<Record<string, unknown>>): unknown {
    const { $schema: _, $defs, id: __, ...rest } = schema;
    for (const [id, definition] of Object.entries(($defs ?? {}) as Record<string, Record<string, unknown>>)) {
      shared[id] ??= hoist(definition);
    }
    return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as unknown;
  }

  return {
    schemaOf(type) {
      // Of what is read, so that an answer may get another member without breaking who reads it strictly.
      const schema = hoist(z.toJSONSchema(type, { io: "input" }));
      const id = type.meta()?.["id"];
      if (typeof id !== "string") return schema;
      shared[id] ??= schema;
      return { $ref: `#/components/schemas/${id}` };
    },
    schemas: () =>
      Object.fromEntries(Object.entries(shared).toSorted(([left], [right]) => left.localeCompare(right))),
  };
}
