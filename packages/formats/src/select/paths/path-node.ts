/** Where a walk through an item stands among the paths that were given. */
export interface PathNode {
  /** A path ends here: it means all that is here. */
  readonly isWhole: boolean;
  readonly keys: ReadonlyMap<string, PathNode>;
  /** For keys that are not in `keys`, where a path has a `*`. */
  readonly otherKeys: PathNode | undefined;
  /** For the elements of a list. */
  readonly elements: PathNode;
}
