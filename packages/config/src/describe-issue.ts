import type * as z from "zod";
import type { Path, Problem } from "./problem.ts";
import { suggest } from "./suggest.ts";
import { valueAt } from "./value-at.ts";

/** What is needed to put a schema's complaint into words. */
export interface Described {
  /** Where the checked value stands in the file. */
  readonly base: Path;
  readonly value: unknown;
  readonly knownKeys: (path: Path) => readonly string[];
}

/** A schema's complaint in words. None of them quotes a value, for it may be a secret. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  { base, value, knownKeys }: Described,
): readonly Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: "key",
      message: `unknown key${suggest(key, knownKeys(issue.path))}${key === "<<" ? noMergeKeys : ""}`,
    }));
  }
  const given = valueAt(value, issue.path);
  if (given === undefined && issue.code !== "custom")
    return [{ path, at: "value", message: "this key is required and missing" }];
  if (issue.code === "invalid_union") {
    // The form that was meant is the one of the right kind; what is wrong inside it is the news.
    const meant = issue.errors.find((form) => form.length > 0 && !form.some(isWrongKind));
    if (meant !== undefined) {
      return meant.flatMap((inner) =>
        describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, { base, value, knownKeys }),
      );
    }
    const kinds = issue.errors.flat().flatMap((inner) => (isWrongKind(inner) ? [inner.expected] : []));
    if (kinds.length > 0) return [{ path, at: "value", message: expected(kinds, given) }];
  }
  return [{ path, at: issue.code === "invalid_key" ? "key" : "value", message: message(issue, given) }];
}

function isWrongKind(issue: z.core.$ZodIssue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === "invalid_type" && issue.path.length === 0;
}

const noMergeKeys = " (YAML 1.2 has no merge keys; write the keys out)";

function message(issue: z.core.$ZodIssue, given: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return expected([issue.expected], given);
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return own(issue) ?? atLeast(issue);
    case "too_big":
      return (
        own(issue) ??
        `must be ${issue.inclusive === true ? "at most" : "less than"} ${issue.maximum}${unit(issue)}`
      );
    case "invalid_key":
    case "invalid_element":
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** The message a schema brought itself; zod's start with these words. */
function own(issue: z.core.$ZodIssue): string | undefined {
  return /^(Too small|Too big|Invalid)/.test(issue.message) ? undefined : issue.message;
}

function atLeast(issue: z.core.$ZodIssueTooSmall): string {
  const isCounted = unit(issue) !== "";
  if (isCounted && issue.minimum === 1) return "must not be empty";
  return `must be ${issue.inclusive === true ? "at least" : "more than"} ${issue.minimum}${unit(issue)}`;
}

/** What a limit counts; nothing for numbers. */
function unit({ origin }: { readonly origin: string }): string {
  if (origin === "string") return " characters long";
  return origin === "array" ? " entries long" : "";
}

const kindWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys and values",
  record: "keys and values",
  null: "nothing",
};

function expected(kinds: readonly string[], given: unknown): string {
  const words = new Set(kinds.map((kind) => kindWords[kind] ?? kind));
  return `expected ${[...words].join(" or ")}, got ${kindOf(given)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  const kind = typeof value;
  return kindWords[kind] ?? kind;
}
