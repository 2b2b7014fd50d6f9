import { startGcsServer } from "./start-gcs-server.ts";

// A process of its own: `node serve.ts PORT`.
await startGcsServer({ port: Number(process.argv[2]) });
