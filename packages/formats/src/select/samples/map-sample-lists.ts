import { isJsonObject } from "../json-object.ts";
import type { JsonObject } from "../json-object.ts";
import type { SampleList } from "../model/sample-list.ts";
import { isShapeList } from "../model/shape-node.ts";
import type { ShapeNode } from "../model/shape-node.ts";

/** The places of the sample lists in items of one type, and nothing else of their shape. */
export interface SamplePlaces {
  readonly list: SampleList | undefined;
  readonly keys: readonly (readonly [key: string, places: SamplePlaces])[];
}

/** Finds the sample lists of a shape; undefined where there are none. */
export function findSamplePlaces(shape: ShapeNode): SamplePlaces | undefined {
  if (shape === true || shape === "any key") return undefined;
  if (isShapeList(shape)) {
    const [element, list] = shape;
    return list === undefined ? findSamplePlaces(element) : { list, keys: [] };
  }
  const keys = Object.entries(shape).flatMap(([key, child]) => {
    const places = findSamplePlaces(child);
    return places === undefined ? [] : [[key, places] as const];
  });
  return keys.length === 0 ? undefined : { list: undefined, keys };
}

/** Replaces each sample list of an item. What does not change is shared with the item. */
export function mapSampleLists(
  item: JsonObject,
  places: SamplePlaces,
  replace: (samples: readonly unknown[], list: SampleList) => readonly unknown[],
): JsonObject {
  return map(item, places, replace) as JsonObject;
}

function map(
  value: unknown,
  places: SamplePlaces,
  replace: (samples: readonly unknown[], list: SampleList) => readonly unknown[],
): unknown {
  if (Array.isArray(value)) {
    if (places.list !== undefined) return replace(value, places.list);
    const elements = value.map((element: unknown) => map(element, places, replace));
    return elements.every((element, index) => element === value[index]) ? value : elements;
  }
  if (!isJsonObject(value)) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, next] of places.keys) {
    if (!Object.hasOwn(value, key)) continue;
    const mapped = map(value[key], next, replace);
    if (mapped === value[key]) continue;
    copy ??= { ...value };
    copy[key] = mapped;
  }
  return copy ?? value;
}
