import { loadConfig, type MusetteConfig } from "@musette/config";
import { configOptions } from "./config-options.ts";
import { defaultConfigFile } from "./default-config-file.ts";

/**
 * Reads the configuration with its connectors and plugins.
 *
 * @throws {ConfigError} that lists everything that is wrong.
 */
export async function openConfig(file: string = defaultConfigFile): Promise<MusetteConfig> {
  return loadConfig(configOptions(file));
}
