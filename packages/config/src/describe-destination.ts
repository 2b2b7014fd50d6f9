import { stringify } from "yaml";

/**
 * One destination's block of a configuration as `describeConfig` prints it, as YAML; undefined: it has none.
 *
 * @param described JSON.
 */
export function describeDestination(described: string, name: string): string | undefined {
  const { destinations } = JSON.parse(described) as {
    readonly destinations: readonly { readonly name?: unknown; readonly type?: unknown }[];
  };
  const found = destinations.find((destination) => destination.name === name);
  if (found === undefined) return undefined;
  // As people write it: first what it is.
  const { name: itsName, type, ...rest } = found;
  return stringify({ name: itsName, type, ...rest });
}
