import type { JsonSchema } from "../known-keys.ts";
import { typeWords } from "./type-words.ts";

/** One key of the configuration, as the page shows it. */
export interface KeyRow {
  /** With dots from the section it is in; `[]` is every element of a list. */
  readonly path: string;
  readonly type: string;
  /** `undefined` where it has none, and where the keys below it have their own. */
  readonly byDefault: unknown;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  readonly description: string;
  /** A value that fits. `undefined` where the keys below it have their own. */
  readonly example: unknown;
}

/** The keys of a map and of the maps and lists in it, in the order in which the schema has them. */
export function keyRows(schema: JsonSchema, prefix = ""): readonly KeyRow[] {
  const required = schema["required"];
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const path = `${prefix}${key}`;
    const below = part.items === undefined ? keyRows(part, `${path}.`) : keyRows(part.items, `${path}[].`);
    const byDefault = below.length === 0 || typeof part["default"] !== "object" ? part["default"] : undefined;
    const row: KeyRow = {
      path,
      type: typeWords(part),
      byDefault,
      isRequired: Array.isArray(required) && required.includes(key),
      isSecret: hasSecret(part),
      description: typeof part["description"] === "string" ? part["description"] : "",
      example: exampleOf(part) ?? byDefault,
    };
    return [row, ...below];
  });
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [...own, ...choices.flatMap((choice) => keyRows(choice, prefix))];
}

/** Also where what is below it is one: the values of a map. */
function hasSecret(schema: JsonSchema): boolean {
  const values = schema.additionalProperties;
  return schema["secret"] === true || (typeof values === "object" && values["secret"] === true);
}

function exampleOf(schema: JsonSchema): unknown {
  const [example]: readonly unknown[] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  if (example !== undefined) return example;
  if (schema["default"] !== undefined && typeof schema["default"] !== "object") return schema["default"];
  const [choice]: readonly unknown[] = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  return choice ?? (schema["type"] === "boolean" ? true : undefined);
}
