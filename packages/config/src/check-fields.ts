import { type Path, pathText, type Problem } from "./problem.ts";
import type { Tree } from "./read-tree.ts";
import { valueAt } from "./value-at.ts";

/** Tells whether a dotted path leads anywhere in the model, and which one was most likely meant where not. */
export type CheckFieldPath = (path: string) => { readonly known: boolean; readonly suggestion?: string };

/** A path that leads nowhere would keep nothing, or drop nothing, and nobody would notice. */
export function checkFields(
  block: unknown,
  path: Path,
  tree: Tree,
  checkFieldPath: CheckFieldPath,
): readonly Problem[] {
  return ["keep", "drop"].flatMap((list) => {
    const fields = valueAt(block, ["fields", list]);
    if (!Array.isArray(fields)) return [];
    return fields.flatMap((field: unknown, index): readonly Problem[] => {
      const at: Path = [...path, "fields", list, index];
      if (typeof field !== "string" || tree.failed.has(pathText(at))) return [];
      const { known, suggestion } = checkFieldPath(field);
      if (known) return [];
      const meant = suggestion === undefined ? "" : ` (did you mean "${suggestion}"?)`;
      return [{ path: at, at: "value", message: `there is no such field in the model${meant}` }];
    });
  });
}
