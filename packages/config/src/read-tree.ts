import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from "yaml";
import { type Path, pathText, type Place, type Position, type Problem } from "./problem.ts";
import type { Substitute } from "./substitute.ts";

/** The file as plain values, with the place of each. */
export interface Tree {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Place>;
  readonly problems: readonly Problem[];
  /** Paths whose value could not be made; what a schema says of them is noise. */
  readonly failed: ReadonlySet<string>;
}

/** Far above any real file; aliases of aliases reach them quickly. */
const maxValues = 20_000;
const maxDepth = 50;

/** Turns a document into plain values, following aliases and substituting in texts; keys stay as they are. */
export async function readTree(
  document: Document,
  positionOf: (offset: number) => Position,
  substitute: Substitute,
): Promise<Tree> {
  const places = new Map<string, Place>();
  const problems: Problem[] = [];
  const failed = new Set<string>();
  let values = 0;

  const value = await read(document.contents, [], undefined);
  return { value, places, problems, failed };

  async function read(node: unknown, path: Path, key: Position | undefined): Promise<unknown> {
    const place: Place = { value: positionAt(node) ?? key ?? positionOf(0), key, substituted: false };
    places.set(pathText(path), place);
    if (++values > maxValues) return values === maxValues + 1 ? fail(path, tooLarge) : undefined;
    if (path.length > maxDepth) return fail(path, tooDeep);
    const target = isAlias(node) ? node.resolve(document) : node;
    if (target === undefined) return fail(path, unresolved);
    if (isMap(target)) return readMap(target.items, path);
    if (isSeq(target)) return readList(target.items, path);
    if (!isScalar(target)) return null;
    if (typeof target.value !== "string") return target.value;
    const { text, substituted, faults } = await substitute(target.value);
    places.set(pathText(path), { ...place, substituted });
    for (const fault of faults) fail(path, fault);
    return text;
  }

  async function readMap(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    path: Path,
  ): Promise<unknown> {
    const entries: [string, unknown][] = [];
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name === undefined) fail(path, oddKey);
      else entries.push([name, await read(value, [...path, name], positionAt(key))]);
    }
    // Defines own properties, also for a key `__proto__`.
    return Object.fromEntries(entries);
  }

  async function readList(items: readonly unknown[], path: Path): Promise<unknown> {
    const list: unknown[] = [];
    for (const [index, item] of items.entries()) list.push(await read(item, [...path, index], undefined));
    return list;
  }

  function fail(path: Path, message: string): undefined {
    failed.add(pathText(path));
    problems.push({ path, at: "value", message });
  }

  function positionAt(node: unknown): Position | undefined {
    const offset = (node as Node | null | undefined)?.range?.[0];
    return offset === undefined ? undefined : positionOf(offset);
  }
}

const tooLarge = `more than ${maxValues} values, counting each use of an alias (*)`;
const tooDeep = `nested more than ${maxDepth} deep (an alias inside its own anchor never ends)`;
const unresolved = "an alias (*) without an anchor (&) above it; quote a value that starts with *";
const oddKey = "a key must be text";
