export type {
  DestinationConfig,
  DeveloperConfig,
  JournalConfig,
  MusetteConfig,
  OnlyConfig,
} from "./config.ts";
export { configJsonSchema } from "./config-json-schema.ts";
export { loadConfig } from "./load-config.ts";
export type { LoadConfigOptions } from "./load-config.ts";
export { maskSecrets } from "./mask-secrets.ts";
