// The other side of the ingest benchmark: reads, verifies the HMAC, parses, stores nothing.
import { listen } from "@musette/server";
import { Hono } from "hono";
import { signatureRequired } from "./signature-required.ts";

const app = new Hono();
app.use(signatureRequired);
app.post("/ingest/:source", async (context) => {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(await context.req.arrayBuffer()));
  return context.json({ events: [{ parsed: typeof parsed }] }, 202);
});
const { url } = await listen(app, { host: "127.0.0.1", port: 0 });
process.send?.(new URL(url).port);
