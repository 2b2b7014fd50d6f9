import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

const cycles = 20;
const senders = 8;

it(
  `loses and doubles nothing that was acknowledged, over ${cycles} kills during load`,
  { timeout: 300_000 },
  async () => {
    await using home = await makeHome();
    const configFile = await home.write("musette.yaml", testConfig(home));
    const acknowledged = new Set<string>();
    let seed = 1_000;

    for (let cycle = 0; cycle < cycles; cycle++) {
      const musette = await startMusette(configFile);
      const killed = new AbortController();
      const sender = async () => {
        while (!killed.signal.aborted) {
          const workout = generatePelotonWorkout({
            seed: seed++,
            discipline: "strength",
            durationSeconds: 300,
          });
          try {
            const response = await musette.post("/ingest/peloton?user_id=me", workout);
            const { events } = (await response.json()) as {
              readonly events: readonly { readonly id: string }[];
            };
            if (response.status === 202) for (const { id } of events) acknowledged.add(id);
          } catch {
            // The connection was cut by the kill: not acknowledged, so nothing is promised.
            return;
          }
        }
      };
      const sending = Array.from({ length: senders }, sender);
      await sleep(randomInt(50, 400));
      await musette.kill("SIGKILL");
      killed.abort();
      await Promise.all(sending);
    }

    await using musette = await startMusette(configFile);
    await eventually(
      "the last event's delivery",
      async () => {
        const ready = (await (await fetch(new URL("/readyz", musette.url))).json()) as {
          readonly destinations: readonly { readonly lagEvents: number }[];
        };
        return ready.destinations.every(({ lagEvents }) => lagEvents === 0) ? true : undefined;
      },
      60_000,
    );
    const rows =
      queryWarehouse(home.file("warehouse.db"), "SELECT payload_id FROM terra_data_payloads") ?? [];
    const delivered = new Set(rows.map((row) => row["payload_id"]));
    const lost = [...acknowledged].filter((id) => !delivered.has(id));
    console.log(
      `${cycles} kills: ${acknowledged.size} acknowledged, ${lost.length} lost, ${rows.length - delivered.size} doubled`,
    );
    expect(acknowledged.size).toBeGreaterThan(cycles);
    expect(lost).toEqual([]);
    expect(rows.length).toBe(delivered.size);
  },
);
