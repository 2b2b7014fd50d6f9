import { IngestError } from "@musette/core";
import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { makeAdminBench, type AdminBench } from "./admin.fixture.ts";

/** A mapper that does not understand workouts of one item of a payload, until it is repaired. */
function breakMapper(bench: AdminBench, item: number): () => void {
  const repaired = bench.normalizePayload;
  bench.normalizePayload = (payload) => {
    const { events, problems } = repaired(payload);
    const error = new IngestError("ingest.unrecognised", `/${item}/metrics`, "metrics is not a list");
    return {
      events: events.filter((event) => event.item !== item),
      problems: [...problems, { item, error }],
    };
  };
  return () => void (bench.normalizePayload = repaired);
}

const workouts = [1, 2].map((seed) => generatePelotonWorkout({ seed }));

it("re-runs what a repaired mapper understands: it is delivered once, and gone from the quarantine", async () => {
  const bench = await makeAdminBench();
  const repair = breakMapper(bench, 1);
  await bench.store(workouts);
  const listed = await bench.ask("GET", "/quarantine?source=peloton&user=me");
  expect(listed.body).toMatchObject({
    quarantine: [{ id: 1, item: 1, code: "ingest.unrecognised", pointer: "/1/metrics", userId: "me" }],
    next: null,
  });
  const shown = await bench.ask("GET", "/quarantine/1");
  expect(shown.body).toMatchObject({ payload: { encoding: "utf-8", text: JSON.stringify(workouts) } });
  expect((await bench.ask("POST", "/quarantine/1/rerun")).body).toEqual({
    id: 1,
    resolved: false,
    code: "ingest.unrecognised",
    pointer: "/1/metrics",
    detail: "metrics is not a list",
  });
  expect((await bench.ask("POST", "/quarantine/rerun?all=true")).body).toMatchObject({
    matched: 1,
    resolved: 0,
    unresolved: 1,
    remaining: [{ id: 1, detail: "metrics is not a list" }],
  });

  repair();
  expect((await bench.ask("POST", "/quarantine/rerun?code=ingest.unrecognised&dry_run=true")).body).toEqual({
    matched: 1,
  });
  const [first, again] = await Promise.all([
    bench.ask("POST", "/quarantine/1/rerun"),
    bench.ask("POST", "/quarantine/rerun?all=true"),
  ]);
  expect([first.status, again.status]).toEqual([200, 200]);
  await bench.delivery.drained({ signal: AbortSignal.timeout(10_000) });
  expect(new Set(bench.delivered).size).toBe(2);
  expect(bench.delivered).toHaveLength(2);
  expect((await bench.ask("GET", "/quarantine")).body).toEqual({ quarantine: [], next: null });
  expect(await bench.journal.stats()).toMatchObject({ events: 2, quarantined: 0 });
  expect(await bench.ask("POST", "/quarantine/1/rerun")).toMatchObject({ status: 404 });
});

it("keeps what a mapper makes nothing of, or cannot read at all, and says so", async () => {
  const bench = await makeAdminBench();
  breakMapper(bench, 0);
  await bench.store([workouts[0]]);
  bench.normalizePayload = () => ({ events: [], problems: [] });
  const nothing = await bench.ask("POST", "/quarantine/1/rerun");
  expect(nothing.body).toMatchObject({
    resolved: false,
    detail: expect.stringContaining("nothing") as string,
  });
  bench.normalizePayload = () => {
    throw new IngestError("ingest.malformed", "/0", "the envelope is another");
  };
  const unread = await bench.ask("POST", "/quarantine/1/rerun");
  expect(unread.body).toMatchObject({ resolved: false, code: "ingest.malformed", pointer: "/0" });
  expect(await bench.journal.countQuarantined({})).toBe(1);
});

it("drops one, or what matches", async () => {
  const bench = await makeAdminBench();
  breakMapper(bench, 0);
  for (const workout of workouts) await bench.store([workout]);
  expect((await bench.ask("POST", "/quarantine/1/drop")).body).toEqual({ matched: 1, dropped: 1 });
  expect((await bench.ask("POST", "/quarantine/drop?user=nobody")).body).toEqual({ matched: 0, dropped: 0 });
  expect((await bench.ask("POST", "/quarantine/drop?user=me")).body).toEqual({ matched: 1, dropped: 1 });
  expect((await bench.journal.readPayloads([1, 2])).size).toBe(0);
});
