import type { JournalStats } from "@musette/journal";
import { createFakeClock, startWebhookReceiver } from "@musette/testing";
import { Webhook } from "standardwebhooks";
import { expect, it, onTestFinished, vi } from "vitest";
import { createOperatorEvents, type OperatorEventsOptions } from "./create-operator-events.ts";

const secret = `whsec_${Buffer.from("the operator's secret").toString("base64")}`;
const paused = { status: "paused", sinceMs: 0, code: "unauthorized", message: "no entry" } as const;
const healthy = { status: "healthy", sinceMs: 0, code: null, message: null } as const;

async function makeBench(answer = () => 200, changes: Partial<OperatorEventsOptions> = {}) {
  // The signature's time is checked against the clock on the wall.
  const clock = createFakeClock(Date.now());
  const receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(answer()).end(),
  });
  const failures: string[] = [];
  const events = createOperatorEvents({
    url: `${receiver.origin}/hook`,
    secret,
    allowPrivate: true,
    clock,
    onFailure: (type, message) => failures.push(`${type}: ${message}`),
    ...changes,
  });
  onTestFinished(async () => {
    events.stop();
    await receiver[Symbol.asyncDispose]();
  });
  const told = (index: number) =>
    JSON.parse(String(receiver.requests[index]?.body)) as Record<string, unknown>;
  const arrived = (count: number) => vi.waitFor(() => expect(receiver.requests).toHaveLength(count));
  return { clock, receiver, failures, events, told, arrived };
}

it("posts a pause and its end, signed so that Standard Webhooks' own verifier takes it", async () => {
  const { events, receiver, clock, told, arrived } = await makeBench();
  events.observer.state("lake", healthy);
  events.observer.state("lake", paused);
  await arrived(1);
  expect(told(0)).toEqual({
    type: "destination.paused",
    timestamp: expect.any(String) as string,
    data: { destination: "lake", code: "unauthorized", message: "no entry" },
  });
  const [request] = receiver.requests;
  const headers = request?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(String(request?.body), headers)).toMatchObject({
    type: "destination.paused",
  });
  events.observer.state("lake", healthy);
  await clock.advance(60_000);
  await arrived(2);
  expect(told(1)).toMatchObject({ type: "destination.recovered", data: { destination: "lake" } });
});

it("posts one of a kind a minute, and says how many there were", async () => {
  const { events, clock, receiver, told, arrived } = await makeBench();
  for (const id of ["a", "b", "c"]) events.observer.deadLetter("lake", id, "rejected", "no", 1);
  events.observer.deadLetter("hook", "a", "rejected", "no", 1);
  await arrived(2);
  await clock.advance(59_000);
  expect(receiver.requests).toHaveLength(2);
  await clock.advance(1_000);
  await arrived(3);
  expect(told(2)).toMatchObject({
    type: "destination.dead_letters",
    data: { destination: "lake", added: 2, eventId: "c" },
  });
});

it("tries again a few times under the same id, then gives up and says so", async () => {
  const { events, clock, receiver, failures, arrived } = await makeBench(() => 500);
  events.observer.state("lake", paused);
  for (const [count, waitMs] of [
    [1, 1_000],
    [2, 10_000],
    [3, 60_000],
    [4, 600_000],
  ] as const) {
    await arrived(count);
    // The wait begins when the answer has come.
    await vi.waitFor(async () => {
      await clock.advance(waitMs);
      expect(receiver.requests.length > count || failures.length > 0).toBe(true);
    });
  }
  expect(failures).toEqual([
    expect.stringMatching(/^destination.paused: 127\.0\.0\.1:\d+ did not take it: it answered 500$/),
  ]);
  expect(receiver.requests).toHaveLength(4);
  expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

it.each([
  "http://127.0.0.1:9/",
  "http://localhost:9/",
  "http://[::1]:9/",
  "http://169.254.169.254/",
  "http://0x7f.1/",
])("does not connect to %s unless private addresses are allowed", async (url) => {
  const { events, clock, failures } = await makeBench(undefined, { url, allowPrivate: false });
  events.observer.state("lake", paused);
  await vi.waitFor(async () => {
    await clock.advance(60_000);
    expect(failures).toEqual([expect.stringContaining("not an address of the public internet")]);
  });
});

it("tells that the quarantine grew, and once that the journal is nearly full", async () => {
  const { events, clock, receiver, told, arrived } = await makeBench();
  const stats: { -readonly [Key in keyof JournalStats]: JournalStats[Key] } = {
    headSeq: 0,
    events: 0,
    quarantined: 5,
    damaged: 0,
    bytes: 89,
    maxBytes: 100,
    commits: 0,
    commitMsP50: 0,
    commitMsP99: 0,
    commitTimes: { boundsMs: [], counts: [0], sumMs: 0 },
    waiting: 0,
    freeBytes: null,
  };
  events.watch({ stats: async () => ({ ...stats }) });
  await clock.advance(15_000);
  expect(receiver.requests).toHaveLength(0);
  stats.quarantined = 7;
  stats.bytes = 90;
  await clock.advance(15_000);
  await arrived(2);
  expect([told(0), told(1)]).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ type: "quarantine.grew", data: { added: 2, items: 7 } }),
      expect.objectContaining({ type: "journal.nearly_full", data: { bytes: 90, maxBytes: 100 } }),
    ]) as unknown[],
  );
  await clock.advance(300_000);
  expect(receiver.requests).toHaveLength(2);
});
