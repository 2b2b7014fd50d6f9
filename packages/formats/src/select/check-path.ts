import { nearestWord } from "@musette/core";
import { modelShapes } from "./model/model-shapes.ts";
import { isShapeList } from "./model/shape-node.ts";
import type { ShapeNode } from "./model/shape-node.ts";

export type PathCheck =
  | { readonly known: true }
  /** `suggestion`: a path that there is, which was most likely meant. */
  | { readonly known: false; readonly suggestion?: string };

const roots: readonly ShapeNode[] = Object.values(modelShapes);
const longestPathSegments = 16;

/**
 * Whether a dotted path leads anywhere in the model, in an item of any type. Below maps whose keys are
 * the provider's own (the contributors of a score) every key does.
 */
export function checkPath(path: string): PathCheck {
  const segments = path.split(".");
  if (segments.length > longestPathSegments) return { known: false };
  if (segments.reduce(step, roots).length > 0) return { known: true };
  const suggestion = correct(segments) ?? complete(segments.at(-1) ?? "");
  return suggestion === undefined ? { known: false } : { known: false, suggestion };
}

/** The shapes that one segment leads to from any of the shapes. */
function step(shapes: readonly ShapeNode[], segment: string): readonly ShapeNode[] {
  return shapes.flatMap((shape): readonly ShapeNode[] => {
    if (isShapeList(shape)) return segment === "*" ? [shape[0]] : step([shape[0]], segment);
    if (shape === true) return [];
    if (shape === "any key") return segment === "" ? [] : [true];
    if (segment === "*") return Object.values(shape);
    const child = Object.hasOwn(shape, segment) ? shape[segment] : undefined;
    return child === undefined ? [] : [child];
  });
}

/** The path with every wrong segment replaced by the nearest name at its place, where that leads on. */
function correct(segments: readonly string[]): string | undefined {
  const corrected: string[] = [];
  let shapes = roots;
  for (const segment of segments) {
    const isThere = step(shapes, segment).length > 0;
    const name = isThere ? segment : nearestWord(segment, shapes.flatMap(namesIn));
    if (name === undefined) return undefined;
    corrected.push(name);
    shapes = step(shapes, name);
  }
  return corrected.join(".");
}

function namesIn(shape: ShapeNode): readonly string[] {
  if (isShapeList(shape)) return namesIn(shape[0]);
  return typeof shape === "object" ? Object.keys(shape) : [];
}

/**
 * Where a field is that was given without the blocks it is in: outside of lists if it can be, and as
 * near to the root as it can be.
 */
function complete(name: string): string | undefined {
  const found: { readonly path: string; readonly lists: number }[] = [];
  const visit = (shape: ShapeNode, prefix: string, lists: number): void => {
    if (isShapeList(shape)) {
      visit(shape[0], prefix, lists + 1);
    } else if (typeof shape === "object") {
      for (const [key, child] of Object.entries(shape)) {
        if (key === name) found.push({ path: `${prefix}${key}`, lists });
        visit(child, `${prefix}${key}.`, lists);
      }
    }
  };
  for (const root of roots) visit(root, "", 0);
  return found.sort((a, b) => a.lists - b.lists || a.path.length - b.path.length)[0]?.path;
}
