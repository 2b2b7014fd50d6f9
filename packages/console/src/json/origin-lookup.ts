import type { OriginOfPath } from "../wire/index.ts";

export interface FoundOrigin {
  /** Pointers into the raw payload. */
  readonly from: readonly string[];
  readonly conversion: string;
}

/**
 * Finds what a place of the normalised event was made from: the longest path that is the place or lies above
 * it. Indexes that `*` stands for are put into the origins' own.
 */
export function originLookup(origins: readonly OriginOfPath[]): (pointer: string) => FoundOrigin | null {
  const parsed = origins.map((origin) => ({ origin, parts: origin.path.split("/").slice(1) }));
  return (pointer) => {
    const place = pointer.split("/").slice(1);
    let best: { readonly length: number; readonly found: FoundOrigin } | null = null;
    for (const { origin, parts } of parsed) {
      if (parts.length > place.length || (best !== null && parts.length <= best.length)) continue;
      const indexes: string[] = [];
      const holds = parts.every((part, at) => {
        if (part === "*") indexes.push(place[at] ?? "");
        return part === "*" || part === place[at];
      });
      if (!holds) continue;
      const from = origin.from.map((path) => fill(path, indexes));
      best = { length: parts.length, found: { from, conversion: origin.conversion } };
    }
    return best?.found ?? null;
  };
}

function fill(path: string, indexes: readonly string[]): string {
  let at = 0;
  return path
    .split("/")
    .map((part) => (part === "*" ? (indexes[at++] ?? "*") : part))
    .join("/");
}
