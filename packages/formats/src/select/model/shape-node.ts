import type { SampleList } from "./sample-list.ts";

/** A shape as the program sees it, whatever type it is of. */
export type ShapeNode = true | "any key" | ShapeObject | ShapeList;

export interface ShapeObject {
  readonly [field: string]: ShapeNode;
}

export type ShapeList = readonly [element: ShapeNode, samples?: SampleList];

export function isShapeList(shape: ShapeNode): shape is ShapeList {
  return Array.isArray(shape);
}
