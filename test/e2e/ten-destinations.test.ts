import { generatePelotonWorkout } from "@musette/testing";
import { stringify } from "yaml";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig } from "./musette-process.ts";
import { azurePlace } from "./ten/azure-place.ts";
import { firestorePlace } from "./ten/firestore-place.ts";
import { gcsPlace } from "./ten/gcs-place.ts";
import { kafkaPlace } from "./ten/kafka-place.ts";
import { mongodbPlace } from "./ten/mongodb-place.ts";
import type { Place } from "./ten/place.ts";
import { s3Place } from "./ten/s3-place.ts";
import { sqlPlace } from "./ten/sql-place.ts";
import { sqsPlace } from "./ten/sqs-place.ts";
import { supabasePlace } from "./ten/supabase-place.ts";
import { webhookPlace } from "./ten/webhook-place.ts";

const makers = {
  webhook: webhookPlace,
  firestore: firestorePlace,
  sql: sqlPlace,
  mongodb: mongodbPlace,
  gcs: gcsPlace,
  s3: s3Place,
  sqs: sqsPlace,
  kafka: kafkaPlace,
  supabase: supabasePlace,
  "azure-blob": azurePlace,
} satisfies Readonly<Record<string, () => Promise<Place>>>;

it(
  "hands one ride to all ten destinations, where clients that know nothing of us find it",
  { timeout: 180_000 },
  async () => {
    await using places = new AsyncDisposableStack();
    await using home = await makeHome();
    const entries: (readonly [string, Place])[] = [];
    for (const [name, make] of Object.entries(makers)) entries.push([name, places.use(await make())]);
    const destinations = entries.map(([name, { yaml }]) => ({ name, ...yaml, batch: { wait: "20ms" } }));
    const config = await home.write(
      "ten.yaml",
      testConfig(home, stringify(destinations).replaceAll(/^/gm, "  ")),
    );
    await using musette = await startMusette(config);

    const ride = generatePelotonWorkout({ seed: 10, durationSeconds: 600, hasGaps: false });
    expect((await musette.post("/ingest/peloton?user_id=me", ride)).status).toBe(202);
    const totalWork = ride.workout.total_work / 1000;
    for (const [name, place] of entries) {
      const found = await eventually(`the ride in ${name}`, () => place.read(), 60_000);
      console.log(
        `${name.padEnd(11)} ${place.client.padEnd(24)} ${found.distanceMeters} m  ${found.workKilojoules} kJ`,
      );
      expect(found.workKilojoules, name).toBeCloseTo(totalWork, 9);
      expect(found.distanceMeters, name).toBeGreaterThan(1_000);
    }
  },
);
