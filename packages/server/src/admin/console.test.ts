import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { makeAdminBench, token, viewerToken, type AdminBench } from "./admin.fixture.ts";

const workout = (seed: number) => generatePelotonWorkout({ seed });

/** A browser with a session: asks with its cookie over the socket. */
async function signIn(bench: AdminBench, withToken = token) {
  const origin = bench.url;
  const response = await fetch(`${bench.url}/console/session`, {
    method: "POST",
    headers: { origin },
    body: JSON.stringify({ token: withToken }),
  });
  const cookie = response.headers.get("set-cookie") ?? "";
  const { csrf, role } = (await response.json()) as { csrf: string; role: string };
  const send = async (method: string, path: string, headers: Record<string, string> = {}) =>
    await fetch(`${bench.url}${path}`, {
      method,
      headers: { cookie: cookie.split(";")[0] ?? "", ...headers },
    });
  return { status: response.status, cookie, csrf, role, origin, send };
}

describe("a session of the console", () => {
  it("is a cookie that scripts and other sites cannot use, until it is closed", async () => {
    const bench = await makeAdminBench();
    const { cookie, csrf, role, origin, send } = await signIn(bench);
    expect(role).toBe("operator");
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toMatch(/Secure/);
    expect(await (await send("GET", "/console/session")).json()).toMatchObject({ role, csrf });
    expect((await send("GET", "/admin/destinations")).status).toBe(200);
    const headers = { origin, "x-csrf-token": csrf };
    expect((await send("DELETE", "/console/session", headers)).status).toBe(204);
    expect((await send("GET", "/console/session")).status).toBe(401);
    expect((await send("GET", "/admin/destinations")).status).toBe(401);
  });

  it("changes nothing without the token of its page, or for a page of another site", async () => {
    const bench = await makeAdminBench();
    const { csrf, origin, send } = await signIn(bench);
    const path = "/admin/destinations/lake/pause";
    const token = { "x-csrf-token": csrf };
    for (const headers of [
      {},
      { origin },
      token,
      { ...token, origin: "https://evil.example" },
      { ...token, origin: "null" },
      { ...token, origin, "sec-fetch-site": "cross-site" },
      { ...token, origin, "sec-fetch-site": "same-site" },
      { origin, "x-csrf-token": `${csrf}x` },
    ]) {
      expect((await send("POST", path, headers)).status, JSON.stringify(headers)).toBe(403);
    }
    expect((await bench.delivery.status())[0]?.pausedBy).toBeNull();
    expect((await send("POST", path, { ...token, origin })).status).toBe(200);
  });

  it("of a viewer looks and changes nothing, and neither does the viewer's bearer token", async () => {
    const bench = await makeAdminBench();
    const { role, csrf, origin, send } = await signIn(bench, viewerToken);
    expect(role).toBe("viewer");
    await bench.store(workout(1));
    expect((await send("GET", "/admin/events/1/raw")).status).toBe(200);
    const headers = { origin, "x-csrf-token": csrf };
    const bearer = { authorization: `Bearer ${viewerToken}` };
    for (const [method, path] of [
      ["POST", "/admin/destinations/lake/pause"],
      ["POST", "/admin/replay?dry_run=true&destination=lake"],
      ["DELETE", "/admin/destinations/lake"],
    ] as const) {
      const response = await send(method, path, headers);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ type: "https://musette.dev/problems/read-only" });
      expect((await fetch(bench.url + path, { method, headers: bearer })).status).toBe(403);
    }
    expect((await send("DELETE", "/console/session", headers)).status).toBe(204);
  });

  it("is not opened by a wrong token, another site, or too many attempts", async () => {
    const bench = await makeAdminBench();
    const post = async (given: unknown, headers: Record<string, string> = { origin: bench.url }) =>
      await fetch(`${bench.url}/console/session`, {
        method: "POST",
        headers,
        body: JSON.stringify({ token: given }),
      });
    expect((await post(token, { origin: "https://evil.example" })).status).toBe(403);
    expect((await post(7)).status).toBe(400);
    expect((await post("")).status).toBe(401);
    for (let attempts = 1; attempts < 10; attempts++) expect((await post("wrong")).status).toBe(401);
    const refused = await post(token);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("what the console shows", () => {
  it("is an overview, live, that ends with the server", async () => {
    const bench = await makeAdminBench();
    const { send } = await signIn(bench);
    const reader = (await send("GET", "/admin/live")).body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    const hear = async (text: string) => {
      while (!heard.includes(text)) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`The stream ended before ${text}.`);
        heard += value;
      }
    };
    await hear("event: overview\n");
    await bench.store(workout(1), "<script>alert(1)</script>");
    await hear("event: arrivals\n");
    await bench.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const { body } = await bench.ask("GET", "/overview");
    const { rates, destinations } = body as {
      rates: { in: number[]; out: number[] };
      destinations: { out: number[] }[];
    };
    expect([rates.in.at(-1), rates.out.length]).toEqual([1, 60]);
    expect(rates.out.reduce((sum, count) => sum + count)).toBe(1);
    expect(destinations[0]?.out.length).toBe(60);
    bench.stop();
    while (!(await reader?.read())?.done) continue;
  });

  it("is the newest first with details, and one event in all its forms", async () => {
    const bench = await makeAdminBench();
    for (let seed = 1; seed <= 3; seed++) await bench.store(workout(seed));
    await bench.delivery.drained({ signal: AbortSignal.timeout(10_000) });
    const first = (await bench.ask("GET", "/events?order=newest&details=true&limit=2")).body as {
      events: { seq: number; details: { name: string } }[];
      next: string;
    };
    expect(first.events.map(({ seq }) => seq)).toEqual([3, 2]);
    expect(first.events[0]?.details.name).toBeTypeOf("string");
    const rest = (await bench.ask("GET", `/events?order=newest&after=${first.next}`)).body;
    expect(rest).toMatchObject({ events: [{ seq: 1 }], next: null });

    const headers = { authorization: `Bearer ${token}` };
    const raw = await bench.raw("/events/1/raw", headers);
    expect(await raw.json()).toEqual(JSON.parse(JSON.stringify(workout(1))));
    const part = await bench.raw("/events/1/normalized?pretty=true", { ...headers, range: "bytes=0-9" });
    expect([part.status, (await part.text()).length]).toEqual([206, 10]);
    expect((await bench.ask("GET", "/events/1/origins")).body).toMatchObject({
      source: "peloton",
      origins: expect.arrayContaining([
        { path: "/metadata/summary_id", from: ["/workout/id"], conversion: "" },
      ]) as unknown,
    });
    const fit = await bench.raw("/events/1/as/fit", headers);
    expect(fit.headers.get("content-disposition")).toMatch(/^attachment; filename="activity-[\w.-]+\.fit"$/);
    expect((await bench.raw("/events/1/as/exe", headers)).status).toBe(404);

    const whole = (await bench.ask("GET", "/events/1/chart")).body as ChartBody;
    expect(whole.series.length).toBeGreaterThan(1);
    for (const { values } of whole.series) expect(values.length).toBe(whole.time.length);
    const few = (await bench.ask("GET", "/events/1/chart?points=100")).body as ChartBody;
    expect([few.time.length, few.reduced]).toEqual([100, true]);
    for (const [index, { max, min, values }] of few.series.entries()) {
      const numbers = values.filter((value) => value !== null);
      expect([Math.max(...numbers), Math.min(...numbers)]).toEqual([max, min]);
      expect(max).toBe(whole.series[index]?.max);
    }
    const way = (await bench.ask("GET", "/events/1/deliveries")).body;
    expect(way).toMatchObject({
      destinations: [
        { name: "lake", standing: "settled", attempts: [{ outcome: "delivered" }], known: "all" },
      ],
    });
  });

  it("is whether a destination takes a test, which is in no journal", async () => {
    const bench = await makeAdminBench();
    const { body } = await bench.ask("POST", "/destinations/lake/test");
    expect(body).toMatchObject({ ok: true, error: null, event: { userId: "musette-test" } });
    expect(bench.delivered).toHaveLength(1);
    bench.refusal = { code: "rejected", message: "the lake says no" };
    expect((await bench.ask("POST", "/destinations/lake/test")).body).toMatchObject({
      ok: false,
      error: { code: "rejected", message: "the lake says no" },
    });
    expect((await bench.journal.stats()).events).toBe(0);
    expect((await bench.ask("POST", "/destinations/nowhere/test")).status).toBe(404);
  });

  it("is how far a replay has got", async () => {
    const bench = await makeAdminBench();
    for (let seed = 1; seed <= 3; seed++) await bench.store(workout(seed));
    const order = { destination: "lake", all: true, background: true };
    const { status, body } = await bench.ask("POST", "/replay", order);
    expect([status, body]).toMatchObject([202, { matched: 3 }]);
    const { id } = body as { id: string };
    await expect
      .poll(async () => (await bench.ask("GET", `/replays/${id}`)).body)
      .toMatchObject({ state: "done", replayed: 3, seen: 3 });
    expect((await bench.ask("GET", "/replays")).body).toMatchObject({ replays: [{ id }] });
  });

  it("is a page that says how to build it where nothing was built, and runs nothing", async () => {
    const bench = await makeAdminBench();
    for (const path of ["/", "/workouts/7"]) {
      const response = await fetch(`${bench.url}${path}`);
      expect(await response.text()).toContain("npm run build:console");
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'; script-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*/);
    }
    for (const path of ["/assets/..%2f..%2fjournal.db", "/assets/nothing.js"]) {
      expect((await fetch(`${bench.url}${path}`)).status).toBe(404);
    }
  });
});

interface ChartBody {
  readonly time: number[];
  readonly reduced: boolean;
  readonly series: { max: number; min: number; values: (number | null)[] }[];
}
