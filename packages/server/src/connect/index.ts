export { createConnectPages } from "./connect-pages.ts";
export { createConnections, type ConnectionReader, type Connections } from "./connections.ts";
export { createPrepareFiles } from "./create-prepare-files.ts";
export type { Credentials } from "./credentials.ts";
export type { ConnectSettings } from "./options.ts";
export { reportConnection, type ConnectionReport } from "./report-connection.ts";
export { createSealer } from "./seal.ts";
