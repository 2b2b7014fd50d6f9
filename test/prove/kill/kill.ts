import { setTimeout as sleep } from "node:timers/promises";
import { generatePelotonWorkout, seededRandom } from "@musette/testing";
import { stringify } from "yaml";
import { eventually } from "../../e2e/eventually.ts";
import { makeHome, startMusette, testConfig, type MusetteProcess } from "../../e2e/musette-process.ts";
import type { Proof } from "../proof.ts";
import { openStores, type Store } from "./stores.ts";

const cycles = { short: 6, full: 200 } as const;
const senders = 8;
/** Some hundred small events of several users (so partitions), few enough for what a test server keeps. */
const cyclesBetweenReads = 2;
/** On a slow machine a destination may get nothing before each kill: now and then it catches up. */
const cyclesBetweenRests = 10;

export const kill: Proof = {
  name: "kill",
  title: "SIGKILL at random moments under load, with SQL, webhook, S3 and Kafka destinations",
  bar: "0 acknowledged events lost; 0 duplicate rows or objects; duplicates elsewhere carry the same id",

  async run(run) {
    const random = seededRandom(run.seed);
    await using opened = new AsyncDisposableStack();
    const stores = await openStores();
    for (const store of stores) opened.use(store);
    await using home = await makeHome();
    const blocks = stores.map(({ name, yaml }) => ({ name, ...yaml, batch: { wait: "20ms" } }));
    const config = testConfig(home, stringify(blocks).replaceAll(/^/gm, "  "));
    const configFile = await home.write("musette.yaml", config);
    const acknowledged = new Set<string>();
    let next = 1_000;
    let unanswered = 0;

    for (let cycle = 0; cycle < cycles[run.scale]; cycle++) {
      run.signal.throwIfAborted();
      const musette = await startMusette(configFile);
      if (cycle % cyclesBetweenRests === cyclesBetweenRests - 1) await drained(musette, stores, run.signal);
      const killed = new AbortController();
      const sending = Array.from({ length: senders }, async (_, sender) => {
        while (!killed.signal.aborted) {
          const workout = generatePelotonWorkout({
            seed: next++,
            discipline: "strength",
            durationSeconds: 60,
          });
          try {
            const response = await musette.post(`/ingest/peloton?user_id=rider-${sender}`, workout);
            const { events = [] } = (await response.json()) as {
              readonly events?: readonly { readonly id: string }[];
            };
            if (response.status === 202) for (const { id } of events) acknowledged.add(id);
          } catch {
            // Cut by the kill: not acknowledged, so nothing is promised.
            unanswered++;
            return;
          }
        }
      });
      await sleep(random.integer(50, 1_000));
      await musette.kill("SIGKILL");
      killed.abort();
      await Promise.all(sending);
      if (cycle % cyclesBetweenReads === 0) for (const store of stores) await store.keepUp?.();
      run.progress(cycle + 1, cycles[run.scale], `${acknowledged.size} acknowledged`);
    }

    await using musette = await startMusette(configFile);
    await drained(musette, stores, run.signal);
    const figures: Record<string, string | number> = {
      kills: cycles[run.scale],
      acknowledged: acknowledged.size,
      unanswered,
    };
    let met = acknowledged.size > cycles[run.scale];
    const known = await idsOf(stores[0]);
    for (const store of stores) {
      const ids = await store.readIds();
      const distinct = new Set(ids);
      const lost = [...acknowledged].filter((id) => !distinct.has(id)).length;
      // An id that the others do not have would be a repeat under another name.
      const strange = [...distinct].filter((id) => !known.has(id)).length;
      const repeats = ids.length - distinct.size;
      figures[`${store.name} lost`] = lost;
      figures[`${store.name} repeats`] = repeats;
      if (strange > 0) figures[`${store.name} with an id of its own`] = strange;
      met &&= lost === 0 && strange === 0 && (store.holds === "repeats" || repeats === 0);
    }
    return { met, figures };
  },
};

async function idsOf(store: Store | undefined): Promise<ReadonlySet<string>> {
  return new Set(await store?.readIds());
}

/** Until every destination has settled all that is in the journal. */
async function drained(
  musette: MusetteProcess,
  stores: readonly Store[],
  signal: AbortSignal,
): Promise<void> {
  await eventually(
    "the last event's delivery",
    async () => {
      for (const store of stores) await store.keepUp?.();
      const { destinations } = (await (await fetch(new URL("/readyz", musette.url), { signal })).json()) as {
        readonly destinations: readonly { readonly lagEvents: number }[];
      };
      return destinations.every(({ lagEvents }) => lagEvents === 0) ? true : undefined;
    },
    300_000,
  );
}
