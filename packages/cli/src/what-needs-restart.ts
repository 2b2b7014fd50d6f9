import { isDeepStrictEqual } from "node:util";
import type { DestinationConfig, MusetteConfig } from "@musette/config";

const parts = ["server", "journal", "sources", "users", "connect", "admin", "plugins"] as const;

/** The parts of the file that differ and are read only at the start; destinations by name. */
export function whatNeedsRestart(before: MusetteConfig, after: MusetteConfig): readonly string[] {
  const changed: string[] = parts.filter((part) => !isDeepStrictEqual(before[part], after[part]));
  const old = new Map(before.destinations.map((destination) => [destination.name, destination]));
  const names = new Set([...old.keys(), ...after.destinations.map(({ name }) => name)]);
  for (const name of names) {
    const now = after.destinations.find((destination) => destination.name === name);
    if (!isDeepStrictEqual(comparable(old.get(name)), comparable(now))) changed.push(`destinations: ${name}`);
  }
  return changed;
}

/** A connector's own object is not the destination's. */
function comparable(destination: DestinationConfig | undefined): unknown {
  if (destination === undefined) return undefined;
  const { definition: _, ...rest } = destination;
  return rest;
}
