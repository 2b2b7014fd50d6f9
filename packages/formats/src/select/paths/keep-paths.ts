import { isJsonObject } from "../json-object.ts";
import type { JsonObject } from "../json-object.ts";
import { setOwn } from "../set-own.ts";
import type { PathNode } from "./path-node.ts";

/** What no path leads to, which is not the same as a value that is null. */
const nothing = Symbol("nothing");

/**
 * What the paths lead to, and nothing else. Objects that hold none of it are left out; in a list they
 * stay as empty ones, so that the others keep their places.
 *
 * @returns the object itself where all of it is kept; `{}` where none is.
 */
export function keepPaths(item: JsonObject, paths: PathNode): JsonObject {
  const kept = keep(item, paths);
  return kept === nothing ? {} : (kept as JsonObject);
}

function keep(value: unknown, node: PathNode): unknown {
  if (node.isWhole) return value;
  if (Array.isArray(value)) return keepElements(value, node.elements);
  return isJsonObject(value) ? keepKeys(value, node) : nothing;
}

function keepKeys(value: JsonObject, node: PathNode): unknown {
  const keys = Object.keys(value);
  const copy: Record<string, unknown> = {};
  let kept = 0;
  let unchanged = 0;
  for (const key of keys) {
    const next = node.keys.get(key) ?? node.otherKeys;
    if (next === undefined) continue;
    const child = value[key];
    const keptChild = keep(child, next);
    if (keptChild === nothing) continue;
    kept++;
    if (keptChild === child) unchanged++;
    setOwn(copy, key, keptChild);
  }
  if (kept === 0) return nothing;
  return unchanged === keys.length ? value : copy;
}

function keepElements(value: readonly unknown[], node: PathNode): unknown {
  let kept = 0;
  let unchanged = 0;
  const copy = value.map((element: unknown) => {
    const keptElement = keep(element, node);
    if (keptElement === nothing) return emptied(element);
    kept++;
    if (keptElement === element) unchanged++;
    return keptElement;
  });
  if (unchanged === value.length) return value;
  return kept === 0 ? nothing : copy;
}

function emptied(element: unknown): unknown {
  if (Array.isArray(element)) return [];
  return isJsonObject(element) ? {} : null;
}
