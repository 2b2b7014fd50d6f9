import { loadConfig, type MusetteConfig } from "@musette/config";
import type { ConnectorDefinition } from "@musette/core";
import { builtInTypes, loadBuiltIn, loadPlugin } from "./connectors.ts";

export const defaultConfigFile = "config/musette.yaml";

/**
 * Reads the configuration with its connectors and plugins.
 *
 * @throws {ConfigError} that lists everything that is wrong.
 */
export async function openConfig(file: string = defaultConfigFile): Promise<MusetteConfig> {
  const plugins = new Map<string, Promise<ConnectorDefinition>>();
  const plugin = (specifier: string) => {
    const loading = plugins.get(specifier) ?? loadPlugin(specifier);
    plugins.set(specifier, loading);
    return loading;
  };
  return loadConfig({
    file,
    env: process.env,
    connectorTypes: builtInTypes,
    async resolveConnector(type, specifiers) {
      // A plugin goes first, so that somebody can replace a built-in connector with their own.
      const loaded = await Promise.all(specifiers.map(plugin));
      return loaded.find((definition) => definition.type === type) ?? (await loadBuiltIn(type));
    },
  });
}
