type Container = Record<string, unknown>;

/** The path of every value within `container`, parents before children. For tests. */
export function* pathsOf(container: object, parent: readonly string[] = []): Generator<readonly string[]> {
  for (const [key, value] of Object.entries(container)) {
    const path = [...parent, key];
    yield path;
    if (typeof value === "object" && value !== null) yield* pathsOf(value, path);
  }
}

/** Sets the value at `path`, or takes it out when it is undefined. `__proto__` is a key like any other. */
export function put(container: object, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const own = container as Container;
  if (rest.length > 0) put(own[key] as object, rest, value);
  else if (value !== undefined) {
    Object.defineProperty(own, key, { value, enumerable: true, configurable: true, writable: true });
  } else if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete own[key];
}
