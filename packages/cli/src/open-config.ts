import { loadConfig, type MusetteConfig } from "@musette/config";
import { configOptions } from "./config-options.ts";

export const defaultConfigFile = "config/musette.yaml";

/**
 * Reads the configuration with its connectors and plugins.
 *
 * @throws {ConfigError} that lists everything that is wrong.
 */
export async function openConfig(file: string = defaultConfigFile): Promise<MusetteConfig> {
  return loadConfig(configOptions(file));
}
