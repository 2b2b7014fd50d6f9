import path from "node:path";
import type { InputFile } from "./input-file.ts";

/** Files that are one payload, by one name: `rides/loop.tcx + loop.csv`. */
export function groupName([first, ...others]: readonly InputFile[]): string {
  return [first?.name ?? "", ...others.map(({ name }) => path.basename(name))].join(" + ");
}
