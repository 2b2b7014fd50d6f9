import type { RawConfig } from "./target.ts";

/** A config key whose value holds a secret, and whether its schema says so. */
export interface SecretPath {
  readonly path: string;
  readonly marked: boolean;
}

/**
 * Finds where a config holds one of the secrets, and whether that place, or one around it, is marked
 * with `secret: true` in the connector's JSON Schema.
 */
export function secretPaths(
  schema: unknown,
  config: RawConfig,
  secrets: readonly string[],
): readonly SecretPath[] {
  function visit(path: string, value: unknown, schemas: readonly unknown[]): readonly SecretPath[] {
    const alternatives = schemas.flatMap(flatten);
    if (alternatives.some((alternative) => property(alternative, "secret") === true)) return holding(true);
    if (typeof value !== "object" || value === null) return holding(false);
    return Object.entries(value).flatMap(([key, held]) =>
      visit(
        path === "" ? key : `${path}.${key}`,
        held,
        alternatives.flatMap((found) => below(found, key)),
      ),
    );

    function holding(marked: boolean): readonly SecretPath[] {
      const text = JSON.stringify(value) ?? "";
      return secrets.some((secret) => text.includes(secret)) ? [{ path, marked }] : [];
    }
  }
  return visit("", config, [schema]);
}

/** A schema and its alternatives, also those within alternatives. */
function flatten(schema: unknown): readonly unknown[] {
  const alternatives = ["anyOf", "oneOf", "allOf"].flatMap((word) => {
    const listed = property(schema, word);
    return Array.isArray(listed) ? listed.flatMap(flatten) : [];
  });
  return [schema, ...alternatives];
}

/** The schemas that hold for one key of an object, or one element of an array. */
function below(schema: unknown, key: string): readonly unknown[] {
  const own = property(property(schema, "properties"), key);
  return [own, property(schema, "additionalProperties"), property(schema, "items")].filter(Boolean);
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
