/**
 * Every scalar of a JSON value but null, as `path=value`, sorted: what
 * an item says, whatever empty objects and lists are around it.
 */
export function leaves(value: unknown, path = ""): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [`${path}=${JSON.stringify(value)}`];
  return Object.keys(value)
    .flatMap((key) => leaves((value as Readonly<Record<string, unknown>>)[key], `${path}/${key}`))
    .toSorted();
}
