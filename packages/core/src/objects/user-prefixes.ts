import type { DeletingObjectStore } from "./deleting-store.ts";
import { defaultObjectPath, encodeSegment, withPrefix } from "./object-path.ts";
import type { ObjectLayout } from "./write-objects.ts";

const userVariable = "{user_id}";

/** Whether the paths of a layout say whose an object is, so that a user's can be found. */
export function pathNamesUser({ path = defaultObjectPath }: ObjectLayout): boolean {
  return path.includes(userVariable);
}

/**
 * What the paths of a user's objects begin with, for the layout and the folders that there are: for
 * Terra's own layout `2022-03-16/activity/{user_id}-`, and so for each type. Other users' paths may
 * begin like that too (`a-1` and `a-1-2`).
 *
 * Asks for the folders of each part of the template that stands before the one with `{user_id}` and is
 * not the same for all: with `{type}/dt={date}/{user_id}/…` one request for each type, and one for
 * each day of it.
 */
export async function userPrefixes(
  store: Pick<DeletingObjectStore, "folders">,
  { prefix, path = defaultObjectPath }: ObjectLayout,
  userId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let bases: readonly string[] = [withPrefix(prefix, "")];
  for (const segment of path.split("/")) {
    if (segment.includes(userVariable)) {
      const start = untilVariable(segment.replaceAll(userVariable, () => encodeSegment(userId)));
      return bases.map((base) => `${base}${start}`);
    }
    const start = untilVariable(segment);
    if (start === segment) {
      bases = bases.map((base) => `${base}${segment}/`);
      continue;
    }
    const found: string[] = [];
    for (const base of bases) found.push(...(await store.folders(`${base}${start}`, signal)));
    bases = found;
  }
  return [];
}

function untilVariable(segment: string): string {
  const brace = segment.indexOf("{");
  return brace === -1 ? segment : segment.slice(0, brace);
}
