import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  systemClock,
  type Batch,
  type Connector,
  type NormalizedEvent,
  type RecordFailure,
} from "@musette/core";
import { openSqliteJournal, type Journal, type Payload } from "@musette/journal";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDelivery } from "./create-delivery.ts";
import type { Delivery, DestinationPlan } from "./delivery.ts";
import { createEventBodies } from "./event-bodies.ts";

interface Seen {
  readonly batchIds: string[];
  readonly bodies: string[];
}

let folder: string;
const opened: { journal: Journal; delivery: Delivery }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "musette-delivery-"));
});

afterEach(async () => {
  for (const { journal, delivery } of opened.splice(0)) {
    await delivery.stop({ timeoutMs: 0 });
    await journal.close();
  }
  await rm(folder, { recursive: true });
});

async function open(
  write: (batch: Batch) => Promise<readonly RecordFailure[]>,
  names = ["lake"],
  random = () => 0,
) {
  const journal = await openSqliteJournal({ path: join(folder, "journal.db") });
  const bodies = createEventBodies({ journal, renormalize, maxBytes: 1_000_000 });
  const connector: Connector = { write, check: async () => undefined, close: async () => undefined };
  const destinations = names.map((name) => plan(name, connector));
  const delivery = createDelivery({ journal, bodies, destinations, clock: systemClock, random });
  opened.push({ journal, delivery });
  await delivery.start();
  return { journal, delivery };
}

async function close({ journal, delivery }: { journal: Journal; delivery: Delivery }): Promise<void> {
  await delivery.stop({ timeoutMs: 0 });
  await journal.close();
  opened.length = 0;
}

function plan(name: string, connector: Connector): DestinationPlan {
  return {
    name,
    connector,
    type: "test",
    limits: { records: 50, bytes: 1_000_000 },
    format: "json",
    accepts: () => true,
    batch: { records: 50, bytes: 1_000_000, waitMs: 0 },
    retry: { firstMs: 1, longestMs: 1, giveUpAfterMs: 60_000 },
    rate: { concurrency: 2, perSecond: null },
    start: "beginning",
    paused: false,
    timeoutMs: 10_000,
  };
}

/** The payload is its number; its one event says so. */
function renormalize({ bytes }: Payload): readonly NormalizedEvent[] {
  return [makeEvent(Number(new TextDecoder().decode(bytes)))];
}

function makeEvent(number: number): NormalizedEvent {
  const id = `00000000-0000-8000-8000-${String(number).padStart(12, "0")}`;
  const user = { user_id: "user", provider: "IFIT" };
  const times = { startTime: null, endTime: null, orderedAtMs: null };
  return {
    id,
    key: `activity:user:IFIT:${number}`,
    type: "activity",
    user,
    item: 0,
    ...times,
    body: () => ({ number }),
  };
}

async function append(journal: Journal, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await Promise.all(
    numbers.map((number) =>
      journal.append({
        source: "ifit",
        developer: "dev",
        receivedAtMs: Date.now(),
        bytes: new TextEncoder().encode(String(number)),
        context: { userId: "user", referenceId: null, orderedAtMs: null },
        events: [makeEvent(number)],
        quarantine: [],
      }),
    ),
  );
}

function see(seen: Seen, { id, records }: Batch): readonly RecordFailure[] {
  seen.batchIds.push(id);
  seen.bodies.push(...records.map((record) => record.json()));
  return [];
}

const bodiesOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => JSON.stringify({ number: from + index })).sort();

describe("delivery from the SQLite journal", () => {
  it("hands every event to every destination", async () => {
    const seen: Seen = { batchIds: [], bodies: [] };
    const { journal, delivery } = await open(async (batch) => see(seen, batch), ["a", "b"]);
    await append(journal, 1, 300);
    await delivery.drained({ signal: AbortSignal.timeout(10_000) });
    expect(seen.bodies.sort()).toEqual([...bodiesOf(1, 300), ...bodiesOf(1, 300)].sort());
    expect(await delivery.status()).toMatchObject([
      { name: "a", lagEvents: 0, delivered: 300, state: { status: "healthy" } },
      { name: "b", lagEvents: 0, delivered: 300, state: { status: "healthy" } },
    ]);
  });

  it("repeats after a restart what was not settled, under the same id", async () => {
    const before: Seen = { batchIds: [], bodies: [] };
    const started = Promise.withResolvers<void>();
    const first = await open(async (batch) => {
      see(before, batch);
      started.resolve();
      return new Promise(() => undefined);
    });
    await append(first.journal, 1, 20);
    await started.promise;
    await close(first);

    const after: Seen = { batchIds: [], bodies: [] };
    const second = await open(async (batch) => see(after, batch));
    await second.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    expect(after.batchIds).toEqual(expect.arrayContaining(before.batchIds));
    expect(after.bodies.sort()).toEqual(bodiesOf(1, 20));
  });

  it("tries a record again after a random wait", async () => {
    const seen: Seen = { batchIds: [], bodies: [] };
    const tried = Promise.withResolvers<void>();
    const write = async (batch: Batch): Promise<readonly RecordFailure[]> => {
      see(seen, batch);
      if (seen.batchIds.length > 1) tried.resolve();
      return seen.batchIds.length > 1
        ? []
        : [{ id: batch.records[0]!.id, code: "conflict", message: "Again." }];
    };
    const { journal, delivery } = await open(write, ["lake"], Math.random);
    await append(journal, 1, 2);
    await tried.promise;
    await vi.waitFor(async () =>
      expect(await delivery.status()).toMatchObject([{ delivered: 2, retries: 0 }]),
    );
  });

  it("delivers after a restart what was asked for again before it, chunk by chunk", async () => {
    const before: Seen = { batchIds: [], bodies: [] };
    const first = await open(async (batch) => see(before, batch));
    await append(first.journal, 1, 30);
    await first.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const chunk = (index: number) => ({ reference: "ref", chunk: { index, events: 10 } });
    const events = Array.from({ length: 20 }, (_, index) => ({ seq: index + 1, request: chunk(index % 2) }));
    await Promise.all([first.delivery.redeliver({ events }), first.delivery.stop({ timeoutMs: 0 })]);
    await close(first);

    const requests: unknown[][] = [];
    const { delivery } = await open(async ({ records }) => {
      requests.push(records.map(({ request }) => request));
      return [];
    });
    await vi.waitFor(async () => expect(await delivery.status()).toMatchObject([{ retries: 0 }]));
    expect(requests.flat().length).toBeGreaterThanOrEqual(20);
    expect(new Set(requests.flat().map((request) => JSON.stringify(request)))).toEqual(
      new Set([JSON.stringify(chunk(0)), JSON.stringify(chunk(1))]),
    );
  });

  it("hands every event on once while the configuration changes and events are asked for again", async () => {
    const seen: Seen = { batchIds: [], bodies: [] };
    const write = async (batch: Batch): Promise<readonly RecordFailure[]> => {
      await sleep(3);
      return see(seen, batch);
    };
    const { journal, delivery } = await open(write, ["lake"]);
    const connector = (): Connector => ({
      write,
      check: async () => undefined,
      close: async () => undefined,
    });
    for (let round = 0; round < 25; round++) {
      const appended = append(journal, 40 * round + 1, 40 * round + 40);
      await sleep(round % 7);
      const added = round % 3 === 0 ? [plan(`added-${round}`, connector())] : [];
      await delivery.reconfigure([plan("lake", connector()), ...added], { timeoutMs: 10_000 });
      await appended;
    }
    await delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const asked = delivery.redeliver({ destinations: ["lake"], events: [{ seq: 5 }, { seq: 700 }] });
    await delivery.reconfigure([plan("lake", connector())], { timeoutMs: 10_000 });
    expect(await asked).toBe(2);
    await delivery.drained({ signal: AbortSignal.timeout(10_000) });
    await vi.waitFor(async () => expect(await delivery.status()).toMatchObject([{ retries: 0 }]));
    const lake = seen.batchIds.filter((id) => id.startsWith("lake-"));
    expect(new Set(lake).size).toBe(lake.length);
    expect(await delivery.status()).toMatchObject([{ name: "lake", lagEvents: 0, delivered: 1_002 }]);
  });

  it("passes over what was erased while it waited", async () => {
    const { journal, delivery } = await open(async ({ records }) =>
      records.map(({ id }) => ({ id, code: "throttled" as const, message: "Later.", retryAfterMs: 300 })),
    );
    await append(journal, 1, 5);
    await vi.waitFor(async () => expect((await delivery.status())[0]?.state.status).toBe("degraded"));
    await journal.eraseUser({ userId: "user", keep: [] });
    await vi.waitFor(async () =>
      expect(await delivery.status()).toMatchObject([{ lagEvents: 0, retries: 0, deadLetters: 0 }]),
    );
  });

  it("keeps retries and dead letters over a restart", async () => {
    const fail = ({ records }: Batch): readonly RecordFailure[] =>
      records.flatMap(({ id }): readonly RecordFailure[] => {
        if (id.endsWith("1")) return [{ id, code: "throttled", message: "Later.", retryAfterMs: 3_600_000 }];
        if (id.endsWith("2")) return [{ id, code: "rejected", message: "Never." }];
        return [];
      });
    const first = await open(async (batch) => fail(batch));
    await append(first.journal, 1, 10);
    await first.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    await close(first);

    const { journal, delivery } = await open(async () => []);
    expect(await delivery.status()).toMatchObject([{ lagEvents: 0, retries: 1, deadLetters: 1 }]);
    const page = { afterSeq: 0, limit: 10 };
    expect(await journal.retries("lake", page)).toMatchObject([
      { code: "throttled", attempts: 1, message: "Later." },
    ]);
    expect(await journal.deadLetters("lake", page)).toMatchObject([{ code: "rejected", message: "Never." }]);
  });
});
