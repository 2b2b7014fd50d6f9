import { isJsonObject } from "../json-object.ts";
import type { JsonObject } from "../json-object.ts";
import { setOwn } from "../set-own.ts";
import type { PathNode } from "./path-node.ts";

/** Takes the place of what a path leads to. */
const nothing = Symbol("nothing");

/**
 * All but what the paths lead to; what held it stays, and may be empty.
 *
 * @returns the object itself where nothing is dropped.
 */
export function dropPaths(item: JsonObject, paths: PathNode): JsonObject {
  const rest = drop(item, paths);
  return rest === nothing ? {} : (rest as JsonObject);
}

function drop(value: unknown, node: PathNode): unknown {
  if (node.isWhole) return nothing;
  if (Array.isArray(value)) return dropElements(value, node.elements);
  return isJsonObject(value) ? dropKeys(value, node) : value;
}

function dropKeys(value: JsonObject, node: PathNode): JsonObject {
  let changed = false;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const child = value[key];
    const next = node.keys.get(key) ?? node.otherKeys;
    const rest = next === undefined ? child : drop(child, next);
    if (rest !== child) changed = true;
    if (rest !== nothing) setOwn(copy, key, rest);
  }
  return changed ? copy : value;
}

function dropElements(value: readonly unknown[], node: PathNode): readonly unknown[] {
  if (node.isWhole) return value.length === 0 ? value : [];
  let changed = false;
  const copy = value.map((element: unknown) => {
    const rest = drop(element, node);
    if (rest !== element) changed = true;
    return rest;
  });
  return changed ? copy : value;
}
