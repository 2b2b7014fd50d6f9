import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "./browser.fixture.ts";
import { startConnect, type ConnectUnderTest } from "./connect.fixture.ts";
import { brokenFile, historyFile } from "./history.fixture.ts";
import { sessionSeconds } from "./session.ts";

let under: ConnectUnderTest;

beforeAll(async () => {
  under = await startConnect();
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

async function visit(body: Readonly<Record<string, unknown>> = { providers: "PELOTON" }) {
  const browser = createBrowser(under.origin);
  const link = await under.link(body);
  const page = await browser.open(link);
  return { browser, link, page };
}

/** Runs `act` and expects that nothing was stored by it. */
async function expectNothingStored<Result>(act: () => Promise<Result>): Promise<Result> {
  const { headSeq } = await under.journal.stats();
  const result = await act();
  expect((await under.journal.stats()).headSeq).toBe(headSeq);
  return result;
}

describe("a link", () => {
  it("does not open what it is not", async () => {
    const browser = createBrowser(under.origin);
    for (const token of ["x", "A".repeat(43), "..%2f..%2fadmin", `${"A".repeat(43)}/peloton`]) {
      const page = await browser.open(`/connect/${token}`);
      expect(page.status).toBe(404);
      expect(page.html).toContain("This link does not exist");
    }
  });

  it("expires after 15 minutes, also for a form that was open by then", async () => {
    const { browser, link } = await visit();
    await under.clock.advance((sessionSeconds - 1) * 1000);
    expect((await browser.open(link)).status).toBe(200);
    await under.clock.advance(1_000);
    const sent = await expectNothingStored(
      async () => await browser.submit("/peloton/files", { files: [historyFile(1)] }),
    );
    expect(sent.status).toBe(410);
    expect((await browser.open(link)).html).toContain("This link has expired");
  });

  it("works once", async () => {
    const { browser, link } = await visit();
    expect((await browser.submit("/peloton/token", { access_token: "secret" })).status).toBe(200);
    await browser.open(link);
    expect((await browser.open(link)).html).toContain("This link has been used");
  });

  it("connects once when its form is sent twice at once", async () => {
    const { browser } = await visit();
    const before = (await under.events()).length;
    const send = async () => await browser.submit("/peloton/files", { files: [historyFile(1)] });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(2);
    expect((await under.events()).slice(before).map(({ type }) => type)).toEqual(["auth"]);
  });

  it("connects only what the app asked for", async () => {
    const { browser, link, page } = await visit({ providers: "IFIT" });
    expect((await browser.open(`${link}/peloton`)).status).toBe(404);
    const form = new FormData();
    form.set("csrf", /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? "");
    form.set("access_token", "secret");
    const cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const sent = await expectNothingStored(
      async () =>
        await fetch(`${under.origin}${link}/peloton/token`, {
          method: "POST",
          body: form,
          headers: { cookie },
        }),
    );
    expect(sent.status).toBe(404);
    expect(await sent.text()).toContain("This cannot be connected here");
  });
});

describe("a form", () => {
  it.each([
    ["no cookie", { withoutCookie: true }],
    ["no token", { csrf: "" }],
    ["another token", { csrf: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
  ])("with %s is refused, and the link can still be used", async (_name, change) => {
    const { browser, link } = await visit();
    const sent = await expectNothingStored(
      async () => await browser.submit("/peloton/token", { access_token: "secret" }, change),
    );
    expect(sent.status).toBe(403);
    const cancelled = await browser.open(link).then(async () => await browser.submit("/cancel", {}, change));
    expect(cancelled.status).toBe(403);
    expect((await browser.open(link)).status).toBe(200);
  });

  it("of one link does not work for another, nor in another browser", async () => {
    const [mine, theirs] = [await visit(), await visit()];
    const { html } = await theirs.browser.open(theirs.link);
    const [, csrf = ""] = /name="csrf" value="([^"]*)"/.exec(html) ?? [];
    await mine.browser.open(mine.link);
    const sent = await mine.browser.submit("/peloton/token", { access_token: "secret" }, { csrf });
    expect(sent.status).toBe(403);
  });

  it("with files that cannot be read says which and why, and can be sent again", async () => {
    const { browser } = await visit();
    const refused = await expectNothingStored(
      async () => await browser.submit("/peloton/files", { files: [brokenFile("<i>.csv")] }),
    );
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/role="alert".*&lt;i&gt;\.csv/s);
    expect((await browser.submit("/peloton/files", { files: [historyFile(1)] })).status).toBe(200);
  });

  it.each([
    ["no file", "/peloton/files", { files: [new File([], "")] }, "Choose at least one file."],
    [
      "no zone of this world",
      "/peloton/files",
      { files: [historyFile(1)], zone: "Mars/Base" },
      "Choose a time zone",
    ],
    ["no token", "/peloton/token", { access_token: "  " }, "Paste the access token."],
    ["half a token", "/peloton/token", { access_token: "a b" }, "This cannot be an access token"],
    [
      "an odd token beside it",
      "/peloton/token",
      { access_token: "a", refresh_token: "é" },
      "cannot be a refresh token",
    ],
  ])("with %s is shown again", async (_name, ending, fields, message) => {
    const { browser } = await visit();
    const page = await expectNothingStored(async () => await browser.submit(ending, fields));
    expect(page.status).toBe(422);
    expect(page.html).toContain(message);
    expect(page.html).toContain("<title>Error: Connect Peloton</title>");
  });

  it("that is too large is refused, announced or chunked", async () => {
    const { browser, link } = await visit();
    const large = new File([Buffer.alloc(1_100_000, "x")], "large.csv");
    expect((await browser.submit("/peloton/files", { files: [large] })).status).toBe(413);
    const chunked = await fetch(`${under.origin}${link}/peloton/files`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: new Blob([Buffer.alloc(1_100_000)]).stream(),
      duplex: "half",
    });
    expect(chunked.status).toBe(413);
  });

  it("that is none is refused", async () => {
    const { link } = await visit();
    const sent = await fetch(`${under.origin}${link}/peloton/token`, { method: "POST", body: "{}" });
    expect(sent.status).toBe(400);
  });
});

it("nothing of all this was an error of ours", () => expect(under.reported).toEqual([]));
