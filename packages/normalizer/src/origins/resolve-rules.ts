import type { Origin, OriginRule } from "./origin.ts";
import { escapePart, partsOf, valueOf } from "./pointer.ts";

/** Pointers of the payload's parts by name; a part that is not there is left out. */
export type Roots = Readonly<Record<string, string>>;

/** The lines of a table that hold for a payload: every place that they name is there and has a value. */
export function resolveRules(
  rules: readonly OriginRule[],
  document: { readonly payload: unknown; readonly roots: Roots; readonly body: unknown },
): readonly Origin[] {
  const { payload, roots, body } = document;
  const origins = new Map<string, Origin>();
  for (const [path, templates, conversion] of rules) {
    if (origins.has(path)) continue;
    const lengths = listLengths(body, path);
    if (lengths === null) continue;
    const from = templates.map((template) => locate(payload, roots, template));
    const found = from.filter((pointer) => pointer !== null);
    if (found.length < from.length) continue;
    // Where samples were left out, an index of the one list says nothing of the other.
    const isParallel = found.every((pointer) => {
      const own = listLengths(payload, pointer);
      return own !== null && own.every((length, index) => length === lengths[index]);
    });
    if (isParallel) origins.set(path, { path, from: found, conversion });
  }
  return Array.from(origins.values());
}

/** The lengths of the lists that `*` stands in; null where the first item of them has no value there. */
function listLengths(document: unknown, pointer: string): readonly number[] | null {
  const lengths: number[] = [];
  let value = document;
  for (const part of partsOf(pointer)) {
    if (part === "*") {
      if (!Array.isArray(value) || value.length === 0) return null;
      lengths.push(value.length);
      value = value[0] as unknown;
    } else value = valueOf(value, part);
  }
  const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return isNothing ? null : lengths;
}

function locate(payload: unknown, roots: Roots, template: string): string | null {
  const colon = template.indexOf(":");
  const root = roots[template.slice(0, colon)];
  if (root === undefined) return null;
  let pointer = root;
  let value = partsOf(root).reduce(valueOf, payload);
  for (const part of partsOf(template.slice(colon + 1))) {
    const key = keyOf(value, part);
    if (key === null) return null;
    pointer += `/${escapePart(key)}`;
    value = key === "*" ? (value as unknown[])[0] : valueOf(value, key);
  }
  return value === undefined || value === null ? null : pointer;
}

function keyOf(value: unknown, part: string): string | null {
  if (part === "*") return Array.isArray(value) ? part : null;
  if (!part.startsWith("[")) {
    return part.split("|").find((spelling) => (valueOf(value, spelling) ?? null) !== null) ?? null;
  }
  const slug = part.slice(1, -1);
  const index = Array.isArray(value) ? value.findIndex((entry) => valueOf(entry, "slug") === slug) : -1;
  return index < 0 ? null : String(index);
}
