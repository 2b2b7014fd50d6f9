import { startWebhookReceiver } from "@musette/testing";
import { foundIn, type Place } from "./place.ts";

/** A plain HTTP server, which is its own independent reader. */
export async function webhookPlace(): Promise<Place> {
  const receiver = await startWebhookReceiver();
  return {
    yaml: { type: "webhook", url: `${receiver.origin}/hook`, allow_private: true, secret: "ten" },
    client: "node:http",
    async read() {
      const [request] = receiver.taken;
      return request && foundIn(request.body.toString("utf8"));
    },
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}
