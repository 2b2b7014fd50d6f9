import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";
import type { ConnectorDefinition } from "@musette/core";
import { letPluginsImportOurs } from "./plugin-imports.ts";

/** The connectors that come with Musette, by `type:`. Loaded only when a destination names them. */
const builtIn: Readonly<Record<string, () => Promise<{ readonly default: ConnectorDefinition }>>> = {
  "azure-blob": () => import("@musette/connector-azure-blob"),
  firestore: () => import("@musette/connector-firestore"),
  gcs: () => import("@musette/connector-gcs"),
  kafka: () => import("@musette/connector-kafka"),
  mongodb: () => import("@musette/connector-mongodb"),
  s3: () => import("@musette/connector-s3"),
  sql: () => import("@musette/connector-sql"),
  sqs: () => import("@musette/connector-sqs"),
  supabase: () => import("@musette/connector-supabase"),
  webhook: () => import("@musette/connector-webhook"),
};

/** The names of the built-in connectors. */
export const builtInTypes: readonly string[] = Object.keys(builtIn);

export async function loadBuiltIn(type: string): Promise<ConnectorDefinition | undefined> {
  const load = Object.hasOwn(builtIn, type) ? builtIn[type] : undefined;
  return load === undefined ? undefined : (await load()).default;
}

/** What plugin files held when they were loaded, by path. A module that is loaded stays for good. */
const loaded = new Map<string, Promise<string | undefined>>();
/** How often loading a file has failed, by path: Node remembers a failure as it does a module. */
const failures = new Map<string, number>();

/**
 * Loads a plugin: a package name, or the absolute path of a `.ts` or `.js` file. Its default export is
 * a connector definition. One that is loaded already is not loaded again, whatever its file holds now.
 *
 * @throws {Error} whose `plugin` names it, when it cannot be loaded or does not export a definition.
 */
export async function loadPlugin(plugin: string): Promise<ConnectorDefinition> {
  letPluginsImportOurs();
  const failed = failures.get(plugin) ?? 0;
  const url = path.isAbsolute(plugin) ? pathToFileURL(plugin).href : plugin;
  const digest = digestOf(plugin);
  try {
    const module = (await import(
      failed > 0 && path.isAbsolute(plugin) ? `${url}?again=${failed}` : url
    )) as Module;
    if (isDefinition(module.default)) {
      if (path.isAbsolute(plugin) && !loaded.has(plugin)) loaded.set(plugin, digest);
      return module.default;
    }
  } catch (error) {
    failures.set(plugin, failed + 1);
    const reason = error instanceof Error ? error.message : String(error);
    throw Object.assign(new Error(`the plugin cannot be loaded: ${reason}`, { cause: error }), { plugin });
  }
  failures.set(plugin, failed + 1);
  const message = "the plugin's default export is not a connector definition (see docs/connectors.md)";
  throw Object.assign(new Error(message), { plugin });
}

/** Which of these plugins are files that hold something else than when they were loaded. */
export async function changedPlugins(plugins: readonly string[]): Promise<readonly string[]> {
  const isChanged = await Promise.all(
    plugins.map(async (plugin) => {
      const before = await loaded.get(plugin);
      return before !== undefined && before !== (await digestOf(plugin));
    }),
  );
  return plugins.filter((_, index) => isChanged[index]);
}

async function digestOf(file: string): Promise<string | undefined> {
  try {
    return hash("sha256", await readFile(file), "hex");
  } catch {
    return undefined;
  }
}

interface Module {
  readonly default?: unknown;
}

function isDefinition(value: unknown): value is ConnectorDefinition {
  if (typeof value !== "object" || value === null) return false;
  const { type, config, open, limits, guarantee, formats } = value as Readonly<Record<string, unknown>>;
  return (
    typeof type === "string" &&
    typeof config === "object" &&
    typeof open === "function" &&
    typeof limits === "object" &&
    typeof guarantee === "string" &&
    Array.isArray(formats) &&
    formats.length > 0
  );
}
