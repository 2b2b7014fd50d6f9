import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

/** Loopback and cloud metadata, in every way that a URL can say them. */
const places = [
  "127.0.0.1",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "0",
  "127.255.0.9",
  "%31%32%37.0.0.1",
  "１２７.0.0.1",
  "①②⑦.0.0.1",
  "127。0。0。1",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:7f00:0001]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "169.254.169.254",
  "[fd00:ec2::254]",
  "localhost",
  "LOCALHOST",
  "localhost.",
];

async function destinationsOf({ musette }: AttackedServer) {
  const ready = (await (await fetch(new URL("/readyz", musette.url))).json()) as {
    readonly destinations: readonly { readonly name: string; readonly status: string }[];
  };
  return ready.destinations;
}

it("reaches no private address, however it is written", async () => {
  await using receiver = await startWebhookReceiver();
  const { port } = new URL(receiver.origin);
  const destinations = places.map(
    (place, index) =>
      `  - { name: place-${index}, type: webhook, url: "http://${place}:${port}/", batch: { wait: 1ms } }`,
  );
  await using server = await startAttackedServer({ destinations: destinations.join("\n") });
  const workout = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
  expect((await server.musette.post("/ingest/peloton?user_id=me", workout)).status).toBe(202);
  const paused = await eventually(
    "every destination to be paused",
    async () => {
      const all = await destinationsOf(server);
      return all.every(({ status }) => status === "paused") ? all : undefined;
      // An address that cannot be reached is tried five times before its destination is paused.
    },
    60_000,
  );
  expect(paused).toHaveLength(places.length);
  expect(receiver.requests).toEqual([]);
});

it("follows no redirect to another origin", async () => {
  await using inside = await startWebhookReceiver();
  await using outside = await startWebhookReceiver({
    answer: (_, response) =>
      void response.writeHead(307, { location: `${inside.origin}/latest/meta-data` }).end(),
  });
  const url = `${outside.origin}/hook`;
  await using server = await startAttackedServer({
    destinations: `  - { name: hook, type: webhook, url: "${url}", allow_private: true, batch: { wait: 1ms } }`,
  });
  const workout = generatePelotonWorkout({ seed: 2, durationSeconds: 60 });
  expect((await server.musette.post("/ingest/peloton?user_id=me", workout)).status).toBe(202);
  await eventually("the destination to be paused", async () => {
    const [hook] = await destinationsOf(server);
    return hook?.status === "paused" ? true : undefined;
  });
  expect(outside.requests.length).toBeGreaterThan(0);
  expect(inside.requests).toEqual([]);
});
