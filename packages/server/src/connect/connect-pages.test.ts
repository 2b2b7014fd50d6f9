import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "./browser.fixture.ts";
import { startConnect, type ConnectUnderTest } from "./connect.fixture.ts";
import { createConnections } from "./connections.ts";
import { brokenFile, historyFile } from "./history.fixture.ts";
import { createSealer } from "./seal.ts";

let under: ConnectUnderTest;

beforeAll(async () => {
  under = await startConnect();
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

async function eventsSince<Result>(act: () => Promise<Result>) {
  const before = (await under.events()).length;
  const result = await act();
  return { result, events: (await under.events()).slice(before) };
}

const redirects = {
  auth_success_redirect_url: "https://app.test/ok?from=musette",
  auth_failure_redirect_url: "com.example.app://failed",
};

describe("connecting with a file", () => {
  it("sends auth, stores the workouts, and leads back with Terra's parameters", async () => {
    const browser = createBrowser(under.origin);
    const link = await under.link({ reference_id: "anna", ...redirects });
    const choice = await browser.open(link);
    expect(choice.html).toContain(`href="${link}/peloton"`);
    expect(choice.html).toContain(`href="${link}/ifit"`);
    await browser.open(`${link}/peloton`);
    const { result, events } = await eventsSince(
      async () => await browser.submit("/peloton/files", { files: [historyFile(3)], zone: "Europe/Berlin" }),
    );
    const user = await under.journal.findUser({
      developer: "alice",
      referenceId: "anna",
      provider: "PELOTON",
    });
    expect(user).toMatchObject({ active: true, referenceId: "anna" });
    expect(result.status).toBe(303);
    expect(result.location).toBe(
      `https://app.test/ok?from=musette&user_id=${user?.userId}&resource=PELOTON&reference_id=anna`,
    );
    expect(events).toEqual([
      expect.objectContaining({
        type: "auth",
        status: "success",
        reference_id: "anna",
        user: expect.objectContaining({
          user_id: user?.userId,
          provider: "PELOTON",
          active: true,
        }) as unknown,
      }),
    ]);
    const workouts = await under.journal.history({
      developer: "alice",
      userId: user?.userId ?? "",
      type: "activity",
      fromMs: 0,
      toMs: Date.UTC(2027, 0),
      limit: 10,
    });
    expect(workouts).toHaveLength(3);
    expect(workouts[0]?.source).toBe("file");
    const [auth] = await under.journal.read({ after: 0, limit: 1 });
    expect(auth?.type).toBe("auth");
  });

  it("takes the same user again for the same reference, and sends auth alone", async () => {
    const connect = async () => {
      const browser = createBrowser(under.origin);
      await browser.open(await under.link({ reference_id: "bert", providers: "PELOTON", ...redirects }));
      const { location } = await browser.submit("/peloton/files", { files: [historyFile(1)] });
      return new URL(location ?? "").searchParams.get("user_id");
    };
    const first = await connect();
    const { result: second, events } = await eventsSince(connect);
    expect(second).toBe(first);
    expect(events.map(({ type }) => type)).toEqual(["auth"]);
  });

  it("says what was left out before it leads back", async () => {
    const browser = createBrowser(under.origin);
    await browser.open(await under.link({ providers: "peloton", ...redirects }));
    const page = await browser.submit("/peloton/files", { files: [historyFile(2), brokenFile()] });
    expect(page.status).toBe(200);
    expect(page.html).toContain("2 workouts were taken.");
    expect(page.html).toContain("notes.csv");
    expect(page.html).toMatch(
      /href="https:\/\/app\.test\/ok\?from=musette&amp;user_id=[\w-]+&amp;resource=PELOTON"/,
    );
  });

  it("is a page where the app named no place to go back to", async () => {
    const browser = createBrowser(under.origin);
    await browser.open(await under.link({ providers: "PELOTON" }));
    const page = await browser.submit("/peloton/files", { files: [historyFile(1)] });
    expect(page.status).toBe(200);
    expect(page.html).toContain("Peloton is connected");
    expect(page.html).toContain("You can close this page.");
  });
});

describe("connecting with a token", () => {
  it("stores it sealed, and it opens for a poller", async () => {
    const { user_id: userId, auth_url: url } = (await (
      await under.post("/v2/auth/authenticateUser?resource=IFIT", { reference_id: "carl", ...redirects })
    ).json()) as { readonly user_id: string; readonly auth_url: string };
    const browser = createBrowser(under.origin);
    await browser.open(new URL(url).pathname);
    const { result, events } = await eventsSince(
      async () =>
        await browser.submit("/ifit/token", {
          access_token: " Bearer secret-access ",
          refresh_token: "secret-refresh",
        }),
    );
    expect(result.location).toContain(`user_id=${userId}&resource=IFIT&reference_id=carl`);
    expect(events.map(({ type }) => type)).toEqual(["auth"]);
    const stored = await under.journal.findConnection(userId);
    expect(Buffer.from(stored?.sealed ?? []).toString("latin1")).not.toContain("secret");
    const connections = createConnections({ ...under, sealer: createSealer([under.key]) });
    expect(await connections.read(userId)).toEqual({
      source: "ifit",
      credentials: { accessToken: "secret-access", refreshToken: "secret-refresh" },
    });
  });

  it("replaces the user whom the caller was not told of, and sends user_reauth after auth", async () => {
    const begin = async () =>
      (await (
        await under.post("/v2/auth/authenticateUser?resource=PELOTON", { reference_id: "dora" })
      ).json()) as { readonly user_id: string; readonly auth_url: string };
    const [first, second] = [await begin(), await begin()];
    const connect = async ({ auth_url: url }: typeof first) => {
      const browser = createBrowser(under.origin);
      await browser.open(new URL(url).pathname);
      return await browser.submit("/peloton/token", { access_token: "secret" });
    };
    await connect(first);
    const { events } = await eventsSince(async () => await connect(second));
    expect(events).toMatchObject([
      { type: "auth", user: { user_id: second.user_id } },
      {
        type: "user_reauth",
        new_user: { user_id: second.user_id, active: true },
        old_user: { user_id: first.user_id, active: false },
      },
    ]);
    expect(await under.journal.findConnection(first.user_id)).toBeUndefined();
    expect((await under.journal.findUser({ userId: first.user_id }))?.active).toBe(false);
    // And now the caller is told whom there is.
    expect((await begin()).user_id).toBe(second.user_id);
  });
});

describe("cancelling", () => {
  it("sends auth_cancelled, leads back with the reason, and uses the link up", async () => {
    const browser = createBrowser(under.origin);
    const link = await under.link({ reference_id: "emil", providers: "IFIT", ...redirects });
    await browser.open(link);
    const { result, events } = await eventsSince(async () => await browser.submit("/cancel"));
    expect(result.location).toBe(
      "com.example.app://failed?reason=access_denied&resource=IFIT&reference_id=emil",
    );
    expect(events).toEqual([
      {
        type: "auth_cancelled",
        status: "error",
        reason: "access_denied",
        reference_id: "emil",
        flow_id: expect.stringMatching(/^[\w-]{36}$/) as unknown,
      },
    ]);
    expect((await browser.open(link)).status).toBe(410);
  });
});
