import { createHmac } from "node:crypto";
import webhookConnector from "@musette/connector-webhook";
import { terraBody } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import { Pool } from "undici";
import { startServerProcess } from "../server-process.ts";
import type { HandWriter, Sink } from "./sink.ts";

const secret = "signs-the-benchmark";
/** As many as the connector has on their way at once. */
const connections = 8;

/** Signed POSTs by undici to a receiver in a process of its own, one for each event. */
export const webhook: Sink = {
  name: "webhook",
  events: 4_000,
  async open() {
    const server = await startServerProcess("./sinks/webhook-server.ts");
    const origin = `http://127.0.0.1:${server.first}`;
    return {
      server: `node:http, Node ${process.versions.node}`,
      definition: webhookConnector,
      makePlace: async () => ({
        config: { url: `${origin}/events`, secret, allow_private: true },
        openByHand: () => writeByHand(origin),
        count: async () => Number(await (await fetch(origin)).text()),
        async [Symbol.asyncDispose]() {},
      }),
      [Symbol.asyncDispose]: () => server.stop(),
    };
  },
};

function writeByHand(origin: string): HandWriter {
  const pool = new Pool(origin, { connections });
  return {
    async write(records) {
      const waiting = records.values();
      const postNext = async () => {
        for (const record of waiting) await post(pool, record);
      };
      await Promise.all(Array.from({ length: connections }, postNext));
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

async function post(pool: Pool, record: DeliveryRecord): Promise<void> {
  const body = terraBody(record);
  const at = Math.floor(Date.now() / 1000);
  const terra = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  const standard = createHmac("sha256", secret).update(`${record.id}.${at}.${body}`).digest("base64");
  const signature = `t=${at},v1=${terra}`;
  const answer = await pool.request({
    path: "/events",
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "hook-type": "WEBHOOK",
      "terra-reference": record.id,
      "x-terra-trace-id": record.id,
      "x-terra-ordering-timestamp": String(record.revision),
      "terra-signature": signature,
      "x-terra-signature": signature,
      "webhook-id": record.id,
      "webhook-timestamp": String(at),
      "webhook-signature": `v1,${standard}`,
    },
    headersTimeout: 8_000,
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`the receiver answered ${answer.statusCode}`);
}
