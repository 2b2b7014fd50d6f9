import { systemClock } from "@musette/core";
import { reportConnection } from "@musette/server";
import { startWebhookReceiver, type ReceivedRequest, type WebhookReceiver } from "@musette/testing";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openConfig } from "../../packages/cli/src/open-config.ts";
import { runServer, type RunningServer } from "../../packages/cli/src/run-server.ts";
import { createBrowser } from "../../packages/server/src/connect/browser.fixture.ts";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, type Home } from "../e2e/musette-process.ts";
import { createApiClient, type ApiClient } from "./client.ts";
import { documents } from "./documents.ts";
import { expectAnswer, expectCovered } from "./expect-answer.ts";
import { expectWebhook, expectWebhooksCovered } from "./expect-webhook.ts";
import { alice, startMusetteUnderTest } from "./musette-under-test.ts";

let home: Home;
let receiver: WebhookReceiver;
let server: RunningServer;
let api: ApiClient;

beforeAll(async () => {
  home = await makeHome();
  receiver = await startWebhookReceiver();
  // In this process, because nothing outside it can report a connection that is lost.
  const config = `
server: { host: 127.0.0.1, port: 0 }
developers: [{ dev_id: alice, api_key: alice-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
connect:
  public_url: https://connect.test
  redirect_hosts: [app.test]
  encryption_key: ${"5a".repeat(32)}
destinations: [{ name: hook, type: webhook, url: "${receiver.origin}", secret: shh, allow_private: true, batch: { wait: 10ms } }]
`;
  const file = await home.write("musette.yaml", config);
  server = await runServer(await openConfig(file), pino({ level: "silent" }));
  api = createApiClient(`${server.url}/v2`, alice);
});

afterAll(async () => {
  await server.stop();
  await receiver[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

/** The first delivery of a type of which `is` holds. */
async function taken(type: string, is: (body: Body) => boolean): Promise<ReceivedRequest> {
  return await eventually(type, () =>
    receiver.taken.find((request) => {
      const body = JSON.parse(request.body.toString()) as Body;
      return body.type === type && is(body);
    }),
  );
}

interface Body {
  readonly type: string;
  readonly user?: { readonly user_id: string };
  readonly new_user?: { readonly user_id: string };
  readonly reference_id?: string;
}

/** Connects Peloton by a token, with a link as the API gave it. */
async function connect(url: unknown, ending = "/peloton/token"): Promise<void> {
  const browser = createBrowser(server.url);
  await browser.open(new URL(String(url)).pathname);
  const page = await browser.submit(ending, { access_token: "secret" });
  expect(page.status).toBe(200);
}

describe.each(["/v2", "/api/v2"])("under %s", (prefix) => {
  const request = {
    language: "en",
    reference_id: "your-user-123",
    auth_success_redirect_url: "https://app.test/success",
    auth_failure_redirect_url: "https://app.test/failure",
  };
  const client = () => createApiClient(`${server.url}${prefix}`, alice);
  const stranger = () => createApiClient(`${server.url}${prefix}`, { ...alice, apiKey: "wrong" });

  it("a widget session is a link for 15 minutes", async () => {
    const answer = await client().generateWidgetSession({ ...request, providers: "GARMIN,PELOTON" });
    expectAnswer(answer, 200);
    expect(answer.body).toEqual({
      status: "success",
      session_id: expect.stringMatching(/^[\w-]{36}$/) as unknown,
      url: expect.stringMatching(/^https:\/\/connect\.test\/connect\/[\w-]{43}$/) as unknown,
      expires_in: 900,
    });
    expectAnswer(await client().generateWidgetSession({}), 200);
  });

  it.each<[string, unknown]>([
    ["a redirect to a host that is not allowed", { auth_success_redirect_url: "https://evil.test/" }],
    ["a redirect that is none", { auth_failure_redirect_url: "/failure" }],
    ["providers of which none is here", { providers: "GARMIN,FITBIT" }],
    ["a field of another kind", { reference_id: 7 }],
    ["a reference with a line break", { reference_id: "a\nb" }],
    ["a list", []],
  ])("a widget session is refused for %s", async (_name, body) => {
    expectAnswer(await client().generateWidgetSession(body), 400);
  });

  it("an authentication link names the user", async () => {
    const answer = await client().authenticateUser("PELOTON", request);
    expectAnswer(answer, 200);
    expect(answer.body).toEqual({
      status: "success",
      user_id: expect.stringMatching(/^[\w-]{36}$/) as unknown,
      auth_url: expect.stringMatching(/^https:\/\/connect\.test\/connect\/[\w-]{43}$/) as unknown,
    });
    expectAnswer(await client().authenticateUser("IFIT"), 200);
    expectAnswer(await client().authenticateUser(undefined, { resource: "peloton" }), 200);
  });

  it("an authentication link is refused as documented", async () => {
    expectAnswer(await client().authenticateUser(undefined, request), 400);
    expectAnswer(await client().authenticateUser("GARMIN", request), 404);
    const redirect = { auth_success_redirect_url: "http://app.test/" };
    expectAnswer(await client().authenticateUser("PELOTON", redirect), 400);
  });

  it("a mobile token is 64 hexadecimal digits for three minutes", async () => {
    const answer = await client().generateAuthToken();
    expectAnswer(answer, 200);
    const token = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
    expect(answer.body).toEqual({ status: "success", token, expires_in: 180 });
  });

  it("nothing is there without the key", async () => {
    expectAnswer(await stranger().generateWidgetSession({}), 401);
    expectAnswer(await stranger().authenticateUser("PELOTON"), 401);
    expectAnswer(await stranger().generateAuthToken(), 401);
  });
});

it("without connect: in the configuration each says so", async () => {
  await using under = await startMusetteUnderTest();
  expectAnswer(await under.api.generateWidgetSession({}), 400);
  expectAnswer(await under.api.authenticateUser("PELOTON"), 400);
  const answer = await under.newerApi.generateAuthToken();
  expectAnswer(answer, 404);
  expect(answer.body).toMatchObject({ detail: expect.stringContaining("no connect: section") as unknown });
  expect((await fetch(`${under.musette.url}/connect/${"A".repeat(43)}`)).status).toBe(404);
});

describe("what destinations are sent", () => {
  it("is auth when somebody connects, with a reference and without", async () => {
    for (const reference of ["anna", ""]) {
      const answer = await api.generateWidgetSession({ reference_id: reference, providers: "PELOTON" });
      const { url, session_id: session } = answer.body as Record<string, unknown>;
      await connect(url);
      const request = await taken("auth", ({ reference_id: found }) => found === reference);
      expectWebhook(request, "auth");
      expect(JSON.parse(request.body.toString())).toMatchObject({ widget_session_id: session });
    }
  });

  it("is user_reauth when the user's id becomes another", async () => {
    const ask = async () => (await api.authenticateUser("PELOTON", { reference_id: "bert" })).body;
    const [first, second] = [
      (await ask()) as Record<string, string>,
      (await ask()) as Record<string, string>,
    ];
    await connect(first["auth_url"]);
    await connect(second["auth_url"]);
    const is = (body: Body) => body.new_user?.user_id === second["user_id"];
    expectWebhook(await taken("user_reauth", is), "user_reauth");
  });

  it("is auth_cancelled when somebody cancels, which is v2's alone", async () => {
    const { body } = await api.generateWidgetSession({ reference_id: "carl" });
    await connect((body as Record<string, unknown>)["url"], "/cancel");
    const request = await taken("auth_cancelled", ({ reference_id: reference }) => reference === "carl");
    const [v2] = documents;
    expect(v2.errors("/components/schemas/AuthErrorEvent", JSON.parse(request.body.toString()))).toEqual([]);
  });

  it.each(["access_revoked", "connection_error"] as const)(
    "is %s when a connection is lost",
    async (type) => {
      const { body } = await api.authenticateUser("PELOTON", { reference_id: type });
      const { user_id: userId = "", auth_url: url } = body as Record<string, string>;
      await connect(url);
      await reportConnection(
        { journal: server.journal, clock: systemClock },
        { userId, type, message: "401" },
      );
      expectWebhook(await taken(type, ({ user }) => user?.user_id === userId), type);
      const { body: info } = await api.userInfo({ user_id: userId });
      expect(info).toMatchObject({ is_authenticated: type === "connection_error" });
    },
  );
});

it("covers its part of the documents", () => {
  expectCovered("connecting.test.ts");
  expectWebhooksCovered("connecting.test.ts");
});
