import type { LoadConfigOptions } from "@musette/config";
import type { ConnectorDefinition } from "@musette/core";
import { checkPath } from "@musette/formats";
import { builtInTypes, loadBuiltIn, loadPlugin } from "./connectors.ts";

/** How a configuration is read here: with the built-in connectors, its plugins and our environment. */
export function configOptions(file: string): LoadConfigOptions {
  const plugins = new Map<string, Promise<ConnectorDefinition>>();
  const plugin = (specifier: string) => {
    const loading = plugins.get(specifier) ?? loadPlugin(specifier);
    plugins.set(specifier, loading);
    return loading;
  };
  return {
    file,
    env: process.env,
    connectorTypes: builtInTypes,
    checkFieldPath: checkPath,
    async resolveConnector(type, specifiers) {
      // A plugin goes first, so that somebody can replace a built-in connector with their own.
      const loaded = await Promise.all(specifiers.map(plugin));
      return loaded.find((definition) => definition.type === type) ?? (await loadBuiltIn(type));
    },
  };
}
