import { startWebhookReceiver, type WebhookReceiver } from "@musette/testing";
import { makeHome, startMusette, type MusetteProcess } from "../e2e/musette-process.ts";
import { createApiClient, type ApiClient } from "./client.ts";

/** The real server in a process of its own, with a webhook that keeps what it is sent. */
export interface MusetteUnderTest extends AsyncDisposable {
  readonly musette: MusetteProcess;
  readonly receiver: WebhookReceiver;
  /** As the first developer, under the older prefix. */
  readonly api: ApiClient;
  /** The same under the newer prefix. */
  readonly newerApi: ApiClient;
  /** As the second developer. */
  readonly otherApi: ApiClient;
  /** Takes a payload in as the first developer; fails when it is not taken. */
  ingest(pathAndQuery: string, payload: unknown): Promise<void>;
}

export const alice = { devId: "alice", apiKey: "alice-key" } as const;
export const bob = { devId: "bob", apiKey: "bob-key" } as const;

/** @param extra further YAML of the configuration. */
export async function startMusetteUnderTest(
  options: { readonly extra?: string; readonly destination?: boolean } = {},
): Promise<MusetteUnderTest> {
  const home = await makeHome();
  const receiver = await startWebhookReceiver();
  const webhook = `[{ name: hook, type: webhook, url: "${receiver.origin}/hook", secret: shh, allow_private: true, batch: { wait: 10ms } }]`;
  const config = `
server: { host: 127.0.0.1, port: 0, shutdown_timeout: 5s }
developers: [{ dev_id: alice, api_key: alice-key }, { dev_id: bob, api_key: bob-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
${options.extra ?? ""}
destinations: ${options.destination === false ? "[]" : webhook}
`;
  const musette = await startMusette(await home.write("musette.yaml", config));
  return {
    musette,
    receiver,
    api: createApiClient(`${musette.url}/v2`, alice),
    newerApi: createApiClient(`${musette.url}/api/v2`, alice),
    otherApi: createApiClient(`${musette.url}/v2`, bob),
    async ingest(pathAndQuery, payload) {
      const headers = { "dev-id": alice.devId, "x-api-key": alice.apiKey };
      const response = await musette.post(pathAndQuery, payload, headers);
      if (!response.ok) throw new Error(`${pathAndQuery} was answered ${response.status}`);
      await response.body?.cancel();
    },
    async [Symbol.asyncDispose]() {
      await musette[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}
