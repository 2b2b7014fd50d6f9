import { hash } from "node:crypto";
import * as z from "zod";
import type { DeliveryRecord } from "../connector.ts";

/** Terra's own layout: `2022-03-16/activity/abc123-2026-03-12T06:00:00Z.json`. */
export const defaultObjectPath = "2022-03-16/{type}/{user_id}-{start_time}.{ext}";

type Variable =
  | "type"
  | "user_id"
  | "reference_id"
  | "provider"
  | "start_time"
  | "date"
  | "key"
  | "id"
  | "ext";
type PathFacts = Pick<DeliveryRecord, "id" | "key" | "type" | "user" | "startTime" | "receivedAtMs">;

const values: Readonly<Record<Variable, (record: PathFacts, extension: string) => string>> = {
  type: ({ type }) => type,
  user_id: ({ user }) => user.user_id,
  reference_id: ({ user }) => user.reference_id ?? "",
  provider: ({ user }) => user.provider,
  start_time: (record) => startOf(record),
  // As written: converting to UTC first would move the item to another day.
  date: (record) => startOf(record).slice(0, 10),
  key: ({ key }) => key,
  id: ({ id }) => id,
  ext: (_, extension) => extension,
};

/**
 * What has no start of its own (auth, deauth) is named by the time it came, as Terra does. But an
 * athlete is one per connection: all its revisions must come to the same path.
 */
function startOf({ type, startTime, receivedAtMs }: PathFacts): string {
  return startTime ?? (type === "athlete" ? "profile" : new Date(receivedAtMs).toISOString());
}

const placeholder = /\{([^{}]*)\}/g;

/** The config key `path:` of an object store: a template over `{type}`, `{user_id}`, `{date}`, … */
export const objectPathTemplate = z
  .string()
  .min(1)
  .superRefine((template, context) => {
    for (const [, name] of template.matchAll(placeholder)) {
      if (name !== undefined && Object.hasOwn(values, name)) continue;
      const known = Object.keys(values).map((variable) => `{${variable}}`);
      context.addIssue({
        code: "custom",
        message: `unknown variable {${name}}; there are ${known.join(", ")}`,
      });
    }
    const literals = template.replaceAll(placeholder, "x");
    if (/[{}]/.test(literals))
      context.addIssue({ code: "custom", message: "has a brace without its partner" });
    const problem = segmentProblem(literals);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  })
  .meta({ examples: ["{type}/dt={date}/{user_id}/{key}.{ext}"] })
  .describe("Path of one object, a template; Terra's own layout when left out");

/** The config key `prefix:` of an object store: what every path begins with. */
export const objectPrefix = z
  .string()
  .superRefine((prefix, context) => {
    const trimmed = trimSlashes(prefix);
    const problem = trimmed === "" ? undefined : segmentProblem(trimmed);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  })
  .meta({ examples: ["health"] })
  .describe("What the path of every object begins with, without the slash between them");

/** Such paths are refused by some stores, and by others taken for another path. */
function segmentProblem(path: string): string | undefined {
  const segments = path.split("/");
  if (/[\p{Cc}\\]/u.test(path)) return "must not contain a backslash or a control character";
  if (segments[0] === "") return "must not begin with a slash";
  if (segments.at(-1) === "") return "must not end with a slash";
  if (segments.includes("")) return "must not contain two slashes in a row";
  if (segments.some((segment) => /^\.+$/.test(segment))) return "must not contain . or .. between slashes";
  return undefined;
}

/**
 * The path of a record's object. Values are percent-encoded so that none can leave its place: no
 * slash, no `..`, no control character of theirs reaches the store.
 */
export function objectPath(options: {
  readonly prefix?: string | undefined;
  readonly template?: string | undefined;
  readonly record: PathFacts;
  readonly extension: string;
}): string {
  const path = (options.template ?? defaultObjectPath).replaceAll(placeholder, (_, name: Variable) =>
    encodeSegment(values[name](options.record, options.extension)),
  );
  return withPrefix(options.prefix, path);
}

/** Puts the configured prefix before a path, with one slash between them. */
export function withPrefix(prefix: string | undefined, path: string): string {
  const trimmed = trimSlashes(prefix ?? "");
  return trimmed === "" ? path : `${trimmed}/${path}`;
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, "");
}

/** Longer values are cut and made unique again, so that a path stays below the stores' 1,024 bytes. */
const longestSegment = 180;

/**
 * A value as it stands in a path. Never empty: two slashes in a row, or a path that begins with one, are
 * another path to some tools.
 */
export function encodeSegment(value: string): string {
  if (value === "") return "-";
  const wellFormed = value.toWellFormed();
  const encoded = encodeURIComponent(wellFormed)
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    // Readable in every store's console, and Terra's keys have them as they are.
    .replaceAll("%3A", ":")
    .replaceAll("%2B", "+")
    .replace(/^\.+$/, (dots) => "%2E".repeat(dots.length));
  if (encoded.length <= longestSegment) return encoded;
  return `${encoded.slice(0, longestSegment - 17).replace(/%.?$/, "")}~${hash("sha256", wellFormed, "hex").slice(0, 16)}`;
}
