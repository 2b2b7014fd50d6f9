export type {
  AdminConfig,
  ConnectConfig,
  DestinationConfig,
  DeveloperConfig,
  JournalConfig,
  MusetteConfig,
  OnlyConfig,
  SamplesConfig,
} from "./config.ts";
export { configJsonSchema } from "./config-json-schema.ts";
export { configurationPage } from "./configuration-page/configuration-page.ts";
export { describeConfig } from "./describe-config.ts";
export { describeDestination } from "./describe-destination.ts";
export { loadConfig } from "./load-config.ts";
export type { LoadConfigOptions } from "./load-config.ts";
export { maskSecrets } from "./mask-secrets.ts";
