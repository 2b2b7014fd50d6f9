export { createActivity, type Activity } from "./activity/index.ts";
export type { AdminSettings } from "./admin/index.ts";
export { createApp, type AppOptions } from "./app.ts";
export { createAuthenticate, type Developer } from "./authenticate.ts";
export {
  createConnections,
  createSealer,
  reportConnection,
  type ConnectionReader,
  type ConnectionReport,
  type Connections,
  type ConnectSettings,
  type Credentials,
} from "./connect/index.ts";
export { createHistoryBodies } from "./history-bodies.ts";
export { listen, type Listening } from "./listen.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export type { IngestTracing, RequestTrace, SpanCounts, TracedRequest } from "./request/request-trace.ts";
export { parseJson, type ParsedJson } from "./parse-json.ts";
export { createOperatorEvents, type OperatorEvents } from "./operator-events/index.ts";
export { verifyTerraSignature } from "./terra-signature.ts";
