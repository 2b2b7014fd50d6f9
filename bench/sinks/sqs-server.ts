// fauxqs for the sinks benchmark, in a process of its own.
import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
await app.listen({ port: 0, host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));
// The benchmark has ended, however it did.
process.once("disconnect", () => process.exit(0));
process.send?.((app.server.address() as AddressInfo).port);
