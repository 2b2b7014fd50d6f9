/** Elements of a list that are turned into text at once. */
const elementsAtOnce = 256;

const pieces = Symbol("pieces of JSON text");

/** Stands in a value for what is known as text already. Only `jsonPieces` knows it. */
export interface JsonText {
  readonly [pieces]: () => Iterable<string>;
}

/** @param make called each time the text is wanted; its pieces, put together, are JSON. */
export function jsonText(make: () => Iterable<string>): JsonText {
  return { [pieces]: make };
}

/**
 * The text that `JSON.stringify` makes of a value, in pieces. A workout is a megabyte of text: as one string
 * it would be a large object, which stays in memory until the whole heap is searched; its pieces are gone
 * with the next quick collection.
 *
 * @param value plain data: what `JSON.parse` gives, or the same with members that are undefined or `jsonText`.
 */
export function* jsonPieces(value: unknown): Generator<string, void> {
  if (typeof value !== "object" || value === null) return yield JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return yield* listPieces(value);
  if (pieces in value) return yield* (value as JsonText)[pieces]();
  let prefix = "{";
  for (const [name, member] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    if (member === undefined) continue;
    yield `${prefix}${JSON.stringify(name)}:`;
    yield* jsonPieces(member);
    prefix = ",";
  }
  yield prefix === "{" ? "{}" : "}";
}

function* listPieces(list: readonly unknown[]): Generator<string, void> {
  if (list.length <= elementsAtOnce) return yield JSON.stringify(list);
  for (let from = 0; from < list.length; from += elementsAtOnce) {
    yield from === 0 ? "[" : ",";
    yield JSON.stringify(list.slice(from, from + elementsAtOnce)).slice(1, -1);
  }
  yield "]";
}
