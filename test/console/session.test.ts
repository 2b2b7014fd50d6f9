import { ensureChromium, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, startConsoleServer, tokens, type ConsoleServer } from "./console-server.ts";
import { openBrowser, type OpenBrowser } from "./open-browser.ts";

const chromium = await ensureChromium();

describe.skipIf("skipped" in chromium)(
  `sessions of the console, ${suiteTitle("in Chromium", chromium)}`,
  () => {
    let browser: OpenBrowser;
    let server: ConsoleServer;
    beforeAll(async () => {
      browser = await openBrowser(chromium.program);
      server = await startConsoleServer();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      await browser[Symbol.asyncDispose]();
    });

    it("refuses a wrong token in words, and lets nothing be seen", async () => {
      const page = await browser.open();
      await page.goto(server.url);
      await page.getByLabel("Token").fill("not-the-right-token-at-all");
      await page.getByRole("button", { name: "Sign in" }).click();
      expect(await page.getByRole("alert").locator(".notice").innerText()).not.toBe("");
      expect(await page.getByRole("navigation", { name: "Pages", exact: true }).count()).toBe(0);
    });

    it("leads back to the page that was open when a session has ended", async () => {
      const page = await browser.open();
      await signIn(page, `${server.url}/destinations`);
      // Until all of the page has come: what comes later would find the session ended.
      await page.locator("pre.payload").waitFor();
      await page.context().clearCookies();
      await page.getByRole("link", { name: "Workouts" }).click();
      await page.getByText("Your session has ended.").waitFor();
      await page.getByLabel("Token").fill(tokens.operator);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "Workouts" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/workouts");
    });

    it("shows a viewer everything, offers nothing to do, and says why", async () => {
      const page = await browser.open();
      await signIn(page, `${server.url}/destinations`, tokens.viewer);
      await page.getByText("You are signed in read-only").waitFor();
      await page.getByText("What the configuration says").waitFor();
      expect(await page.getByRole("button", { name: /check|test|pause/i }).count()).toBe(0);
    });

    it("says that the server is away, and goes on by itself when it is back", async () => {
      const page = await browser.open();
      await signIn(page, server.url);
      await page.getByText("Live", { exact: true }).waitFor();
      await server.stop();
      await page.getByText("The server does not answer.").waitFor();
      await server.startAgain();
      await page.getByText("Live", { exact: true }).or(page.getByLabel("Token")).waitFor();
      expect(await page.getByText("The server does not answer.").count()).toBe(0);
    });

    it("signs out", async () => {
      const page = await browser.open();
      await signIn(page, server.url);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByLabel("Token").waitFor();
      await page.reload();
      await page.getByLabel("Token").waitFor();
      expect(await page.context().cookies()).toEqual([]);
    });
  },
);
