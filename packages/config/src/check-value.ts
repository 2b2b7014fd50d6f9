import type * as z from "zod";
import { describeIssue } from "./describe-issue.ts";
import { inputSchema, knownKeys } from "./known-keys.ts";
import { type Path, pathText, type Problem } from "./problem.ts";
import type { Tree } from "./read-tree.ts";
import { valueAt, withValueAt } from "./value-at.ts";

export type Checked<Output> =
  | { readonly output: Output; readonly problems: readonly [] }
  | { readonly output: undefined; readonly problems: readonly Problem[] };

/**
 * Checks one value of the file, `base` being its path, with a schema.
 *
 * What was substituted for a `${…}` is text; where the schema wants a number or true or false, it
 * becomes one, so that `port: ${PORT}` works and `api_key: ${KEY}` stays text when KEY is all digits.
 */
export async function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  base: Path,
  tree: Tree,
): Promise<Checked<z.output<Schema>>> {
  const first = await schema.safeParseAsync(value);
  const retyped = first.success ? value : retype(value, first.error.issues, base, tree);
  const result = retyped === value ? first : await schema.safeParseAsync(retyped);
  if (result.success) return { output: result.data, problems: [] };

  const described = {
    base,
    value: retyped,
    knownKeys: (path: Path) => knownKeys(inputSchema(schema), path),
  };
  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, described));
  // Where a value could not be read from the file, that has been said.
  return {
    output: undefined,
    problems: problems.filter((problem) => !tree.failed.has(pathText(problem.path))),
  };
}

function retype(value: unknown, issues: readonly z.core.$ZodIssue[], base: Path, tree: Tree): unknown {
  let retyped = value;
  for (const issue of issues) {
    if (issue.code !== "invalid_type") continue;
    const text = valueAt(value, issue.path);
    const place = tree.places.get(pathText([...base, ...issue.path]));
    if (typeof text !== "string" || place?.substituted !== true) continue;
    const meant = readAs(issue.expected, text);
    if (meant !== undefined) retyped = withValueAt(retyped, issue.path, meant);
  }
  return retyped;
}

function readAs(kind: string, text: string): number | boolean | undefined {
  if (kind === "boolean" && (text === "true" || text === "false")) return text === "true";
  if ((kind === "number" || kind === "int") && /^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  return undefined;
}
