import type { OpenApiDocument, Schema } from "./openapi-document.ts";

/** Fields that mean something here and so cannot be any text. */
export type Fixed = Readonly<Record<string, unknown>>;

/**
 * A value with every member that a schema has, so that nothing of an item can get lost on its way
 * without a test that notices. `fixed` gives the values of members by their name.
 */
export function fullInstance(document: OpenApiDocument, schema: Schema, fixed: Fixed = {}): unknown {
  const { $ref: reference, anyOf, allOf, type, properties, items } = schema;
  if (typeof reference === "string") {
    return fullInstance(document, document.at(reference.slice(1)) ?? {}, fixed);
  }
  if (Array.isArray(anyOf)) return fullInstance(document, firstThatIsNotNull(anyOf), fixed);
  const { const: only, enum: choices, examples } = schema;
  if (only !== undefined) return only;
  if (Array.isArray(choices)) return choices[0];
  const kind: unknown = Array.isArray(type) ? type.find((name) => name !== "null") : type;
  if (kind === "object" || typeof properties === "object") {
    const inherited = Array.isArray(allOf)
      ? allOf.map((part: Schema) => fullInstance(document, part, fixed))
      : [];
    const own = Object.entries((properties ?? {}) as Readonly<Record<string, Schema>>).map(
      ([name, child]) => [
        name,
        Object.hasOwn(fixed, name) ? fixed[name] : fullInstance(document, child, fixed),
      ],
    );
    return Object.assign({}, ...inherited, Object.fromEntries(own)) as unknown;
  }
  const { prefixItems } = schema;
  if (Array.isArray(prefixItems)) {
    return prefixItems.map((item: Schema) => fullInstance(document, item, fixed));
  }
  if (kind === "array") return [fullInstance(document, (items ?? {}) as Schema, fixed)];
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  if (example !== undefined && example !== null && typeof example !== "object") return example;
  return { string: "text", number: 1.5, integer: 1, boolean: true }[String(kind)] ?? null;
}

function firstThatIsNotNull(schemas: readonly Schema[]): Schema {
  return schemas.find(({ type }) => type !== "null") ?? {};
}
