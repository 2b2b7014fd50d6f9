import type { OpenApiDocument, Schema } from "./openapi-document.ts";

/** A schema and the document that its references are into. */
export interface Placed {
  readonly document: OpenApiDocument;
  readonly schema: Schema;
}

/**
 * The members of a value that none of the schemas knows, as paths: what an answer has beyond both
 * documents. Neither document forbids such members, so validation alone would not notice them.
 */
export function unknownMembers(value: unknown, schemas: readonly Placed[], at = ""): readonly string[] {
  const parts = schemas.flatMap(partsOf);
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => childOf(part, "items"));
    const found = value.flatMap((item) => unknownMembers(item, items, `${at}[]`));
    return [...new Set(found)];
  }
  const properties = parts.flatMap((part) => childOf(part, "properties"));
  // An object of which nothing is said may hold anything.
  if (typeof value !== "object" || value === null || properties.length === 0) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const known = properties.flatMap((part) => childOf(part, name));
    return known.length === 0 ? [`${at}.${name}`] : unknownMembers(child, known, `${at}.${name}`);
  });
}

/** A schema and all that it is put together from, references followed. */
function partsOf({ document, schema }: Placed): readonly Placed[] {
  const { $ref: reference, anyOf, allOf } = schema;
  const target = typeof reference === "string" ? document.at(reference.slice(1)) : undefined;
  const parts = [target, ...listOf(anyOf), ...listOf(allOf)].filter((part) => part !== undefined);
  return [{ document, schema }, ...parts.flatMap((part) => partsOf({ document, schema: part }))];
}

function listOf(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? (value as readonly Schema[]) : [];
}

function childOf({ document, schema }: Placed, name: string): readonly Placed[] {
  const child = Object.hasOwn(schema, name) ? schema[name] : undefined;
  return typeof child === "object" && child !== null ? [{ document, schema: child as Schema }] : [];
}
