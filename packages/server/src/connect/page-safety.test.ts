import { hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser, type ShownPage } from "./browser.fixture.ts";
import { startConnect, type ConnectUnderTest } from "./connect.fixture.ts";
import { brokenFile, historyFile } from "./history.fixture.ts";

const markup = `"><script>alert(1)</script><b>anna</b>&amp;'`;
let under: ConnectUnderTest;
let pages: ReadonlyMap<string, ShownPage>;

beforeAll(async () => {
  under = await startConnect({ publicUrl: "https://connect.test/musette" });
  const browser = createBrowser(under.origin);
  // Behind a proxy that takes the path off.
  const link = (
    await under.link({
      reference_id: markup,
      auth_success_redirect_url: "https://app.test/ok",
      auth_failure_redirect_url: "com.example.app://failed",
    })
  ).replace("/musette", "");
  pages = new Map([
    ["choice", await browser.open(link)],
    ["peloton", await browser.open(`${link}/peloton`)],
    ["ifit", await browser.open(`${link}/ifit`)],
    ["unknown", await browser.open("/connect/nothing")],
    ["nothing at all", await browser.open("/connect/a/b/c/d")],
  ]);
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

describe.each(["choice", "peloton", "ifit", "unknown", "nothing at all"])("the page %s", (name) => {
  const page = () => {
    const found = pages.get(name);
    if (found === undefined) throw new Error(`There is no page ${name}.`);
    return found;
  };

  it("loads nothing, runs nothing, is framed nowhere and kept nowhere", () => {
    const { headers, html } = page();
    const policy = headers.get("content-security-policy") ?? "";
    const [, sheet = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    expect(sheet).toContain(":root");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash("sha256", sheet, "base64")}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).toBe("text/html; charset=UTF-8");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|style=|javascript:/i);
  });

  it("can be read and used with the keyboard alone", () => {
    const { html } = page();
    expect(html).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html).toContain('name="viewport"');
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const labels = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id = ""]) => id);
    const fields = [...html.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)]
      .map(([, attributes = ""]) => attributes)
      .filter((attributes) => !attributes.includes('type="hidden"'));
    expect(fields.map((attributes) => /\bid="([^"]+)"/.exec(attributes)?.[1])).toEqual(labels);
    for (const [, id = ""] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)) {
      expect(ids).toContain(id);
    }
    expect(html).not.toMatch(/tabindex|autofocus/);
  });
});

it("shows what the app calls the person as text", () => {
  const html = pages.get("peloton")?.html ?? "";
  expect(html).toContain(
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;anna&lt;/b&gt;&amp;amp;&#39;",
  );
  expect(html).not.toContain("<b>anna");
});

it("lets its forms lead back to the app and nowhere else", () => {
  const policy = pages.get("peloton")?.headers.get("content-security-policy");
  expect(policy).toContain("form-action 'self' https://app.test com.example.app:;");
});

it("has its own path in front where the server is behind one", () => {
  const html = pages.get("peloton")?.html ?? "";
  const actions = [...html.matchAll(/action="([^"]+)"/g)].map(([, action = ""]) => action);
  expect(actions).toHaveLength(3);
  for (const action of actions) expect(action).toMatch(/^\/musette\/connect\/[\w-]{43}\//);
  const [cookie = ""] = pages.get("choice")?.headers.getSetCookie() ?? [];
  expect(cookie).toMatch(/; Path=\/musette\/connect; HttpOnly; Secure; SameSite=Lax$/);
});

it("names the page an error where it is one", async () => {
  await using alone = await startConnect();
  const browser = createBrowser(alone.origin);
  await browser.open(await alone.link({ providers: "IFIT" }));
  const page = await browser.submit("/ifit/files", { files: [brokenFile()] });
  expect(page.html).toContain("<title>Error: Connect iFit</title>");
  expect(page.html).toContain('role="alert"');
});

it("asks for a token alone where files are not taken", async () => {
  await using alone = await startConnect({ sources: ["peloton"] });
  const browser = createBrowser(alone.origin);
  const link = await alone.link({});
  const page = await browser.open(link);
  expect(page.html).not.toContain('type="file"');
  expect(page.html).toContain("<details open>");
  const [, csrf = ""] = /name="csrf" value="([^"]*)"/.exec(page.html) ?? [];
  const form = new FormData();
  form.set("csrf", csrf);
  form.append("files", historyFile(1));
  const cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const init = { method: "POST", body: form, headers: { cookie } };
  expect((await fetch(`${alone.origin}${link}/peloton/files`, init)).status).toBe(404);
  expect((await browser.submit("/peloton/token", { access_token: "secret" })).status).toBe(200);
});
