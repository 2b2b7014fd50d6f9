import { systemClock } from "@musette/core";
import { describe, expect, it } from "vitest";
import { makeAdminBench, token } from "./admin.fixture.ts";

const headers = { authorization: `Bearer ${token}` };
const most = 32;

describe("the live stream", () => {
  it("is for 32 at once, however they come, and a place is free as soon as one leaves", async () => {
    const bench = await makeAdminBench();
    const readers = Array.from({ length: most + 16 }, () => new AbortController());
    const answers = await Promise.all(
      readers.map(async ({ signal }) => await fetch(`${bench.url}/admin/live`, { headers, signal })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(most);
    expect(statuses.filter((status) => status === 429)).toHaveLength(16);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("retry-after")).toBe("10");
    expect(await refused?.json()).toMatchObject({ detail: expect.stringContaining("32 pages") as unknown });

    const first = statuses.indexOf(200);
    readers[first]?.abort();
    await expect
      .poll(async () => {
        const { status, body } = await fetch(`${bench.url}/admin/live`, { headers });
        if (status === 429) await body?.cancel();
        return status;
      })
      .toBe(200);
  });

  it("keeps no place for those who leave before they are answered", async () => {
    const bench = await makeAdminBench();
    for (let round = 0; round < 3; round++) {
      const hasty = Array.from({ length: most }, async () => {
        const leaving = new AbortController();
        const answer = fetch(`${bench.url}/admin/live`, { headers, signal: leaving.signal });
        setImmediate(() => leaving.abort());
        await answer.then(({ body }) => body?.cancel()).catch(() => undefined);
      });
      await Promise.all(hasty);
    }
    await expect
      .poll(async () => {
        const answers = await Promise.all(
          Array.from({ length: most }, async () => await fetch(`${bench.url}/admin/live`, { headers })),
        );
        const refused = answers.filter(({ status }) => status === 429).length;
        await Promise.all(answers.map(async ({ body }) => await body?.cancel()));
        return refused;
      })
      .toBe(0);
  });
});

describe("a session that nobody uses", () => {
  it("ends after 12 hours, with the pages that listen by it; one that is used ends after a week", async () => {
    let aheadMs = 0;
    const bench = await makeAdminBench({ ...systemClock, now: () => Date.now() + aheadMs });
    const hourMs = 3_600_000;
    const signIn = async () => {
      const response = await fetch(`${bench.url}/console/session`, {
        method: "POST",
        headers: { origin: bench.url },
        body: JSON.stringify({ token }),
      });
      return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    };
    const get = async (path: string, cookie: string) =>
      await fetch(bench.url + path, { headers: { cookie } });

    const idle = await signIn();
    const live = await get("/admin/live", idle);
    expect(live.status).toBe(200);
    aheadMs = 12 * hourMs - 60_000;
    // Listening has been no use of it, but this is.
    expect((await get("/admin/destinations", idle)).status).toBe(200);
    aheadMs += 12 * hourMs;
    const ended = await get("/admin/destinations", idle);
    expect(ended.status).toBe(401);
    expect((await get("/console/session", idle)).status).toBe(401);
    const reader = live.body?.getReader();
    while (!(await reader?.read())?.done) continue;

    const busy = await signIn();
    for (let hours = 0; hours < 7 * 24; hours += 11) {
      expect((await get("/admin/destinations", busy)).status, `after ${hours} hours`).toBe(200);
      aheadMs += 11 * hourMs;
    }
    expect((await get("/admin/destinations", busy)).status).toBe(401);
  });
});
