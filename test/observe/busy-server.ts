import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { eventually } from "../e2e/eventually.ts";
import {
  makeHome,
  startMusette,
  testConfig,
  warehouseYaml,
  type MusetteProcess,
} from "../e2e/musette-process.ts";

/** A real server to which something of everything has happened. */
export interface BusyServer extends AsyncDisposable {
  readonly musette: MusetteProcess;
  /** The text of `GET /metrics`. */
  scrape(): Promise<string>;
}

export const oddUser = "user-that-no-label-may-name";

/**
 * Starts one with a limit of its journal, a database, a webhook that refuses, one that is away and a collector that
 * is away too; sends it what is taken, what is there already, what is quarantined and what is refused.
 */
export async function startBusyServer(): Promise<BusyServer> {
  const cleanup = new AsyncDisposableStack();
  const home = cleanup.use(await makeHome());
  const refusing = cleanup.use(
    await startWebhookReceiver({ answer: (_, response) => void response.writeHead(422).end() }),
  );
  const retry = "retry: { first: 50ms, longest: 100ms }";
  const config = testConfig(
    home,
    `${warehouseYaml(home)}
  - { name: refusing, type: webhook, url: "${refusing.origin}/", allow_private: true, ${retry} }
  - { name: away, type: webhook, url: "http://127.0.0.1:9/", allow_private: true, ${retry} }`,
    `admin: { token: operator-token-of-the-test }
telemetry: { otlp: { endpoint: "http://127.0.0.1:9" } }`,
  ).replace("journal: {", "journal: { max_size: 1GB,");
  const musette = cleanup.use(await startMusette(await home.write("musette.yaml", config)));
  const scrape = async () => await (await fetch(new URL("/metrics", musette.url))).text();

  const workout = JSON.stringify(generatePelotonWorkout({ seed: 1 }));
  const ingest = `/ingest/peloton?user_id=${oddUser}`;
  await musette.post(ingest, workout);
  await musette.post(ingest, workout);
  await musette.post(ingest, generatePelotonWorkout({ seed: 2 }));
  await musette.post(ingest, workout.replaceAll('"display_unit":"watts"', '"display_unit":"horses"'));
  await musette.post(ingest, "{");
  await musette.post("/ingest/no-such-source-anywhere", "{}");
  await eventually("two deliveries, two dead letters and a failure", async () => {
    const text = await scrape();
    const wanted = [
      'musette_delivery_records_total{destination="warehouse",outcome="delivered"} 2',
      'musette_dead_letters_total{destination="refusing",code="rejected"} 2',
      'musette_delivery_lag_events{destination="warehouse"} 0',
      'musette_delivery_attempts_total{destination="away",outcome="unavailable"} ',
    ];
    return wanted.every((sample) => text.includes(sample)) ? true : undefined;
  });
  return {
    musette,
    scrape,
    async [Symbol.asyncDispose]() {
      await cleanup.disposeAsync();
    },
  };
}
