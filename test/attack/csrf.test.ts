import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** A connect page as a browser has it that was sent there by an app. */
async function openPage() {
  const answer = await server.musette.post("/v2/auth/generateWidgetSession", { providers: "PELOTON" });
  const { url } = (await answer.json()) as { readonly url: string };
  const path = new URL(url).pathname;
  const page = await fetch(new URL(path, server.musette.url));
  const html = await page.text();
  const cookie = page.headers.getSetCookie()[0] ?? "";
  return { path, html, cookie, field: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? "" };
}

async function submit(path: string, field: string, headers: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ csrf: field, access_token: "a-token-of-the-attacker" });
  return await fetch(new URL(`${path}/peloton/token`, server.musette.url), {
    method: "POST",
    headers: { origin: "https://evil.test", ...headers },
    body,
    redirect: "manual",
  });
}

const connectedUsers = async () => await server.metric("musette_journal_events");

describe("a form of the connect page that another site sends", () => {
  it("connects nothing without the cookie, with another browser's, or with a guessed field", async () => {
    const victim = await openPage();
    const attacker = await openPage();
    const before = await connectedUsers();
    const cookieOf = ({ cookie }: { readonly cookie: string }) => ({ cookie: cookie.split(";")[0] ?? "" });
    const forged = [
      await submit(victim.path, attacker.field, {}),
      await submit(victim.path, attacker.field, cookieOf(victim)),
      await submit(victim.path, victim.field, cookieOf(attacker)),
      await submit(victim.path, "", cookieOf(victim)),
      await submit(victim.path, "A".repeat(43), cookieOf(victim)),
    ];
    for (const { status } of forged) expect(status).toBe(403);
    expect(await connectedUsers()).toBe(before);
    expect(victim.field).not.toBe("");
    expect((await submit(victim.path, victim.field, cookieOf(victim))).status).toBeLessThan(400);
    expect(await connectedUsers()).toBe(before + 1);
  });

  it("finds a cookie that scripts cannot read and other sites do not send with a POST", async () => {
    const { cookie } = await openPage();
    expect(cookie).toMatch(/;\s*HttpOnly/i);
    expect(cookie).toMatch(/;\s*SameSite=Lax/i);
    expect(cookie).toMatch(/;\s*Path=\/connect/i);
  });
});
