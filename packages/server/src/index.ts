export { createApp, type AppOptions } from "./app.ts";
export { createAuthenticate, type Developer } from "./authenticate.ts";
export { listen, type Listening } from "./listen.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { verifyTerraSignature } from "./terra-signature.ts";
