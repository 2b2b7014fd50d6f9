import type { Origin } from "./origin.ts";
import { escapePart } from "./pointer.ts";

/** A body has so many kinds of places at most; of what goes beyond, no origin is shown. */
const mostPaths = 5_000;

/** Every place of a body that was taken over as it was, from the same place below `root`. */
export function samePaths(body: unknown, root: string): readonly Origin[] {
  const paths = new Set<string>();
  collect(body, "", paths);
  return Array.from(paths, (path) => ({ path, from: [root + path], conversion: "" }));
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const place = `${path}/${isList ? "*" : escapePart(key)}`;
    if (paths.size < mostPaths) paths.add(place);
    if (paths.has(place)) collect(member, place, paths);
  }
}
