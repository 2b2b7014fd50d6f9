import { isDeepStrictEqual } from "node:util";
import type { MusetteConfig } from "@musette/config";

/** Sections that are put into effect while the server runs. */
const live: ReadonlySet<string> = new Set([
  "developers",
  "sources",
  "users",
  "connect",
  "admin",
  "plugins",
  "destinations",
]);

/** Of the sections that are not, the keys that take a restart, as the file has them; the others do not. */
const restartKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  server: { host: "host", port: "port", maxConnections: "max_connections" },
  journal: { type: "type", path: "path", maxBytes: "max_size" },
};

/** What differs and is read only at the start, in the words of the file. */
export function whatNeedsRestart(started: MusetteConfig, newer: MusetteConfig): readonly string[] {
  return changedSections(started, newer)
    .filter((section) => !live.has(section))
    .flatMap((section) => {
      const keys = restartKeys[section];
      if (keys === undefined) return [section];
      const [before, after] = [partsOf(started, section), partsOf(newer, section)];
      return Object.keys(keys)
        .filter((key) => !isDeepStrictEqual(before[key], after[key]))
        .map((key) => `${section}.${keys[key]}`);
    });
}

/** The sections that differ and are in effect at once; destinations are told one by one elsewhere. */
export function whatTakesEffect(before: MusetteConfig, newer: MusetteConfig): readonly string[] {
  return changedSections(before, newer).filter((section) => {
    if (section === "destinations") return false;
    if (live.has(section)) return true;
    const keys = Object.keys(restartKeys[section] ?? {});
    const rest = (config: MusetteConfig) =>
      Object.entries(partsOf(config, section)).filter(([key]) => !keys.includes(key));
    return keys.length > 0 && !isDeepStrictEqual(rest(before), rest(newer));
  });
}

function changedSections(before: MusetteConfig, after: MusetteConfig): readonly string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([section, value]) => !isDeepStrictEqual(old.get(section), value))
    .map(([section]) => section);
}

function partsOf(config: MusetteConfig, section: string): Readonly<Record<string, unknown>> {
  const value: unknown = new Map<string, unknown>(Object.entries(config)).get(section);
  return typeof value === "object" && value !== null ? { ...value } : {};
}
