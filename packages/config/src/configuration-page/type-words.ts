import { byteSizePattern } from "../byte-size.ts";
import type { JsonSchema } from "../known-keys.ts";

/** What zod states of a whole number that has no limit of its own. */
const unlimited: ReadonlySet<unknown> = new Set([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);

/** What a key takes, in a few words of Markdown: `whole number from 1 to 1000`, `duration`, `list of text`. */
export function typeWords(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const words = choices.filter(({ type }) => type !== "null").map(typeWords);
    return [...new Set(words)].join(" or ");
  }
  if ("const" in schema) return code(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map(code).join(", ");
  switch (schema["type"]) {
    case "array":
      return `list of ${schema.items === undefined ? "values" : typeWords(schema.items)}`;
    case "object":
      return typeof schema.additionalProperties === "object"
        ? `map of ${typeWords(schema.additionalProperties)}`
        : "map";
    case "boolean":
      return "`true`, `false`";
    case "integer":
      return `whole number${range(schema)}`;
    case "number":
      return `number${range(schema)}`;
    case "string":
      return textWords(schema["pattern"]);
    default:
      return "any value";
  }
}

function textWords(pattern: unknown): string {
  if (pattern === byteSizePattern.source) return "size";
  // Connectors have patterns of their own, which may leave out the longer units.
  return typeof pattern === "string" && pattern.includes("(ms|s|m") ? "duration" : "text";
}

function range(schema: JsonSchema): string {
  const limit = (keyword: string) => {
    const value = schema[keyword];
    return typeof value === "number" && !unlimited.has(value) ? value : undefined;
  };
  const [least, most, above] = [limit("minimum"), limit("maximum"), limit("exclusiveMinimum")];
  const from = above === undefined ? (least === undefined ? "" : ` from ${least}`) : ` above ${above}`;
  return most === undefined ? from : `${from} to ${most}`;
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
