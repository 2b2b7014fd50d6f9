import type { PathNode } from "./path-node.ts";

/** The paths as they are written. */
interface Written {
  isWhole: boolean;
  readonly keys: Map<string, Written>;
  star: Written | undefined;
}

/**
 * Makes one tree of dotted paths, in which a walk is at one place at a time, however many paths
 * overlap. A `*` stands for every key and every element; without it the path of a list goes on in each
 * of its elements: `lap_data.laps.avg_watts` is `lap_data.laps.*.avg_watts`.
 */
export function compilePaths(paths: readonly string[]): PathNode {
  const root = createWritten();
  for (const path of paths) write(root, path.split("."));
  return compile([root]);
}

function createWritten(): Written {
  return { isWhole: false, keys: new Map(), star: undefined };
}

function write(root: Written, segments: readonly string[]): void {
  let node = root;
  for (const segment of segments) {
    if (segment === "*") {
      node = node.star ??= createWritten();
      continue;
    }
    const next = node.keys.get(segment) ?? createWritten();
    node.keys.set(segment, next);
    node = next;
  }
  node.isWhole = true;
}

function compile(nodes: readonly Written[]): PathNode {
  if (nodes.some(({ isWhole }) => isWhole)) return whole;
  const stars = nodes.flatMap(({ star }) => star ?? []);
  const keys = new Map<string, PathNode>();
  for (const name of new Set(nodes.flatMap((node) => [...node.keys.keys()]))) {
    keys.set(name, compile([...nodes.flatMap((node) => node.keys.get(name) ?? []), ...stars]));
  }
  const otherKeys = stars.length === 0 ? undefined : compile(stars);
  const compiled = { isWhole: false, keys, otherKeys };
  if (otherKeys === undefined) return withElements(compiled, undefined);
  // The star takes the step to the elements; paths that name a key are there already.
  const named = nodes.filter((node) => node.keys.size > 0).map((node) => ({ ...node, star: undefined }));
  return withElements(compiled, named.length === 0 ? otherKeys : compile([...stars, ...named]));
}

/** Without elements of its own a node is that of its elements too. */
function withElements(node: Omit<PathNode, "elements">, elements: PathNode | undefined): PathNode {
  const compiled = { ...node } as { -readonly [Field in keyof PathNode]: PathNode[Field] };
  compiled.elements = elements ?? compiled;
  return compiled;
}

const whole = withElements({ isWhole: true, keys: new Map(), otherKeys: undefined }, undefined);
