import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it, vi } from "vitest";
import { makeAdminBench } from "./admin.fixture.ts";

const workout = (seed: number) => generatePelotonWorkout({ seed });
const rejected = { code: "rejected", message: "the lake says no" } as const;

describe("the operator's interface", () => {
  it("asks everybody for the token, whatever they ask for", async () => {
    const bench = await makeAdminBench();
    for (const authorization of [
      undefined,
      "Bearer",
      "Bearer ",
      "Bearer token-of-the-test",
      "Bearer token-of-the-tests x",
      "Basic token-of-the-tests",
      "token-of-the-tests",
    ]) {
      const response = await bench.raw("/destinations", authorization === undefined ? {} : { authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    }
    expect((await bench.raw("/nothing-here")).status).toBe(401);
    const response = await bench.raw("/events", { authorization: "bearer token-of-the-tests" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await bench.ask("GET", "/nothing-here")).toMatchObject({ status: 404 });
  });

  it.each([
    ["GET", "/dead-letters?destinaton=lake", 'no parameter "destinaton"'],
    ["GET", "/dead-letters?limit=0", 'limit "0" cannot be read: expected a whole number from 1 to 1000'],
    ["GET", "/dead-letters?from=yesterday", "expected a date"],
    ["GET", "/dead-letters?from=2026-02-30", "expected a date"],
    ["POST", "/dead-letters/drop", "Nothing is named"],
    ["POST", "/dead-letters/retry?all=yes", "expected true or false"],
    ["POST", "/quarantine/rerun", "Nothing is named"],
    ["GET", "/quarantine?source=garmin", "expected one of terra, peloton, ifit, file"],
    ["POST", "/replay", "destination is missing"],
    ["POST", "/replay?destination=lkae&all=true", "There is no destination lkae"],
    ["POST", "/replay?destination=lake", "Nothing is named"],
    ["GET", "/events?by=weight", "expected one of arrival, item"],
  ])("refuses %s %s, naming the place", async (method, pathAndQuery, message) => {
    const bench = await makeAdminBench();
    const { status, body } = await bench.ask(method, pathAndQuery);
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: expect.stringContaining(message) as string });
  });

  it.each(["[1]", "{", '{"destination": 7}', '{"destination":"lake","__proto__":{}}'])(
    "refuses to replay %s",
    async (body) => {
      const bench = await makeAdminBench();
      expect(await bench.ask("POST", "/replay", body)).toMatchObject({ status: 400 });
    },
  );

  it("shows, checks, pauses and resumes a destination, and forgets one that is gone", async () => {
    const bench = await makeAdminBench();
    expect(await bench.ask("POST", "/destinations/lake/check")).toEqual({
      status: 200,
      body: { ok: true, error: null },
    });
    expect((await bench.ask("POST", "/destinations/lake/pause")).body).toMatchObject({
      status: "paused",
      pausedBy: "operator",
    });
    await bench.store(workout(1));
    await bench.journal.openCursor("gone", "beginning");
    expect((await bench.ask("GET", "/destinations")).body).toMatchObject({
      destinations: [
        {
          name: "lake",
          lagEvents: 1,
          lagSeconds: expect.any(Number) as number,
          advice: "Run: musette resume lake",
        },
      ],
      unconfigured: [{ name: "gone", lagEvents: 1 }],
    });
    expect((await bench.ask("POST", "/destinations/lake/resume")).body).toMatchObject({
      pausedBy: null,
      advice: null,
    });
    expect(await bench.ask("POST", "/destinations/lkae/pause")).toMatchObject({ status: 404 });
    expect(await bench.ask("DELETE", "/destinations/lake")).toMatchObject({ status: 409 });
    expect((await bench.ask("DELETE", "/destinations/gone")).body).toEqual({ dropped: "gone" });
    expect(await bench.ask("DELETE", "/destinations/gone")).toMatchObject({ status: 404 });
  });

  it("shows events by what is asked, page by page, and where one stands", async () => {
    const bench = await makeAdminBench();
    bench.refusal = rejected;
    await bench.store([workout(1), workout(2)]);
    await bench.store(workout(3), "you");
    await bench.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const first = (await bench.ask("GET", "/events?user=me&limit=1")).body as {
      events: { id: string }[];
      next: string;
    };
    expect(first).toMatchObject({
      events: [{ seq: 1, userId: "me", provider: "PELOTON", source: "peloton" }],
      next: "1",
    });
    expect((await bench.ask("GET", `/events?user=me&after=${first.next}`)).body).toMatchObject({
      events: [{ seq: 2 }],
      next: null,
    });
    for (const id of [first.events[0]?.id ?? "", "1"]) {
      expect((await bench.ask("GET", `/events/${id}`)).body).toMatchObject({
        seq: 1,
        destinations: [
          { name: "lake", standing: "dead-letter", error: { code: "rejected", message: rejected.message } },
        ],
      });
    }
    expect(await bench.ask("GET", "/events/99")).toMatchObject({ status: 404 });
    expect(await bench.ask("GET", "/events/no-such-id")).toMatchObject({ status: 404 });

    bench.refusal = null;
    expect((await bench.ask("POST", "/dead-letters/lake/1/retry")).body).toEqual({ matched: 1, retried: 1 });
    await vi.waitFor(() => expect(bench.delivered).toHaveLength(1));
    await vi.waitFor(async () =>
      expect((await bench.ask("GET", "/events/1")).body).toMatchObject({
        destinations: [{ standing: "settled" }],
      }),
    );
    expect(await bench.ask("GET", "/dead-letters/lake/1")).toMatchObject({ status: 404 });
    expect((await bench.ask("GET", "/dead-letters?limit=1")).body).toMatchObject({ next: "lake:2" });
    expect((await bench.ask("GET", "/dead-letters?after=lake:2")).body).toMatchObject({
      deadLetters: [{ seq: 3 }],
    });
  });

  it("replays the newest of each item, to those who have it already too", async () => {
    const bench = await makeAdminBench();
    await bench.store([workout(1), workout(2)]);
    await bench.store(workout(3), "you");
    await bench.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const replay = { destination: "lake", user: "me", from: "2001-01-01", by: "item" };
    expect((await bench.ask("POST", "/replay?dry_run=true", replay)).body).toEqual({ matched: 2 });
    expect(bench.delivered).toHaveLength(3);
    expect((await bench.ask("POST", "/replay", replay)).body).toEqual({ replayed: 2 });
    await vi.waitFor(() => expect(bench.delivered).toHaveLength(5));
    expect(new Set(bench.delivered).size).toBe(3);
    expect((await bench.ask("POST", "/replay", { destination: "lake", all: true })).body).toEqual({
      replayed: 3,
    });
  });
});
