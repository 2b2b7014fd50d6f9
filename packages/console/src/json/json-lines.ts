/** One line of a JSON document as it is shown. */
export interface JsonLine {
  /** JSON pointer. */
  readonly pointer: string;
  readonly depth: number;
  /** The member's name or index; null: the document itself. */
  readonly key: string | null;
  readonly kind: "object" | "array" | "text" | "number" | "literal" | "more";
  /** A scalar as JSON; of a container how much is in it; of `more` how many are not shown. */
  readonly text: string;
  readonly open: boolean;
}

/** Which containers are open, and how many of each one's members are shown. */
export type Opened = ReadonlyMap<string, number>;

export const pageOfMembers = 100;
const longestText = 400;

/** The lines of a document, of what is open alone: one of 20 MB costs no more than what is looked at. */
export function jsonLines(document: unknown, opened: Opened): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  add(document, "", null, 0);
  return lines;

  function add(value: unknown, pointer: string, key: string | null, depth: number): void {
    if (typeof value !== "object" || value === null) {
      lines.push({ pointer, depth, key, kind: kindOf(value), text: scalar(value), open: false });
      return;
    }
    const isArray = Array.isArray(value);
    const keys = isArray ? value.length : Object.keys(value);
    const total = typeof keys === "number" ? keys : keys.length;
    const shown = Math.min(total, opened.get(pointer) ?? 0);
    const text = isArray ? `[ ${total} ]` : `{ ${total} }`;
    lines.push({ pointer, depth, key, kind: isArray ? "array" : "object", text, open: shown > 0 });
    for (let index = 0; index < shown; index += 1) {
      const name = typeof keys === "number" ? String(index) : (keys[index] ?? "");
      const member = (value as Readonly<Record<string, unknown>>)[name];
      add(member, `${pointer}/${escapePart(name)}`, name, depth + 1);
    }
    if (shown > 0 && shown < total) {
      lines.push({
        pointer,
        depth: depth + 1,
        key: null,
        kind: "more",
        text: `${total - shown} more`,
        open: false,
      });
    }
  }
}

/** The same, with all above a place open and enough members shown to reach it. */
export function openTo(document: unknown, opened: Opened, pointer: string): Opened {
  const next = new Map(opened);
  let value = document;
  let at = "";
  for (const part of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) break;
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const index = Array.isArray(value) ? Number(name) : Object.keys(value).indexOf(name);
    const needed = Math.ceil((index + 1) / pageOfMembers) * pageOfMembers;
    next.set(at, Math.max(next.get(at) ?? 0, needed, pageOfMembers));
    at += `/${part}`;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return next;
}

export function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function scalar(value: unknown): string {
  const text = JSON.stringify(value) ?? "null";
  return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
}

function kindOf(value: unknown): JsonLine["kind"] {
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "literal";
}
