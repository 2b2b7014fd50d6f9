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

/**
 * Loads a plugin: a package name, or the absolute path of a `.ts` or `.js` file. Its default export is
 * a connector definition.
 *
 * @throws {Error} whose `plugin` names it, when it cannot be loaded or does not export a definition.
 */
export async function loadPlugin(plugin: string): Promise<ConnectorDefinition> {
  letPluginsImportOurs();
  try {
    const module = (await import(path.isAbsolute(plugin) ? pathToFileURL(plugin).href : plugin)) as Module;
    if (isDefinition(module.default)) return module.default;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw Object.assign(new Error(`the plugin cannot be loaded: ${reason}`, { cause: error }), { plugin });
  }
  const message = "the plugin's default export is not a connector definition (see docs/connectors.md)";
  throw Object.assign(new Error(message), { plugin });
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
