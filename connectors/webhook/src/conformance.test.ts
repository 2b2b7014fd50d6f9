import { connectorConformance, startWebhookReceiver } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { describe, it } from "vitest";
import webhook from "./index.ts";

const token = "Bearer of-the-receiver";
const wrongToken = "Bearer of-somebody-else";
const signingSecret = "whsec_c2VjcmV0LW9mLXRoZS1yZWNlaXZlcg==";
const noEvent = "only a POST would show it, and a POST is an event";

connectorConformance(
  {
    name: "webhook",
    definition: webhook,
    moduleUrl: new URL("./index.ts", import.meta.url).href,
    makeTarget,
    notApplicable: {
      "finds wrong credentials in check": noEvent,
      "finds a missing place in check, unless it would make it": noEvent,
    },
  },
  { describe, it },
);

/** A receiver that wants a token, knows one path, and refuses the events it is told to refuse. */
async function makeTarget(): Promise<ConformanceTarget> {
  const poisoned = new Set<string>();
  const receiver = await startWebhookReceiver({
    answer({ path, headers }, response) {
      if (path !== "/events") response.writeHead(404).end();
      else if (headers.authorization !== token) response.writeHead(401).end();
      else if (poisoned.has(String(headers["x-terra-trace-id"]))) response.writeHead(422).end();
      else response.writeHead(200).end();
    },
  });
  const config = {
    url: `${receiver.origin}/events`,
    secret: signingSecret,
    headers: { authorization: token },
    allow_private: true,
  };

  return {
    config,
    secrets: [token, wrongToken, signingSecret],
    configAt: ({ host, port }) => ({ ...config, url: `http://${host}:${port}/events` }),
    wrongCredentials: { ...config, headers: { authorization: wrongToken } },
    missingPlace: { config: { ...config, url: `${receiver.origin}/elsewhere` }, outcome: "not_found" },
    async poison(records) {
      for (const { id } of records) poisoned.add(id);
    },
    async readBack() {
      const stored = new Map<string, StoredRecord>();
      for (const { headers, body } of receiver.taken) {
        const id = String(headers["x-terra-trace-id"]);
        const revision = Number(headers["x-terra-ordering-timestamp"]);
        stored.set(id, { id, revision, json: itemText(body), copies: (stored.get(id)?.copies ?? 0) + 1 });
      }
      return [...stored.values()];
    },
    snapshot: async () => receiver.taken.map(({ body }) => body.toString()).join("\n"),
    [Symbol.asyncDispose]: async () => await receiver[Symbol.asyncDispose](),
  };
}

/** Cuts the item out of Terra's envelope, without parsing it: that would round large integers. */
function itemText(body: Buffer): string {
  const text = body.toString();
  const [, item] =
    /^\{"type":"[^"]*","user":\{[^}]*\},(?:"data":\[|"athlete":)(.*?)\]?,"version":"2022-03-16"\}$/s.exec(
      text,
    ) ?? [];
  return item ?? text;
}
