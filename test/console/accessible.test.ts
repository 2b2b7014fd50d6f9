import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { ensureChromium, generatePelotonWorkout, suiteTitle } from "@musette/testing";
import type { BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, startConsoleServer, type ConsoleServer } from "./console-server.ts";
import { openBrowser, type OpenBrowser } from "./open-browser.ts";

const chromium = await ensureChromium();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const pages = ["/", "/workouts", "/workouts/1", "/deliveries", "/deliveries?show=replay", "/destinations"];

describe.skipIf("skipped" in chromium)(
  `the console for everybody, ${suiteTitle("in Chromium", chromium)}`,
  () => {
    let browser: OpenBrowser;
    let server: ConsoleServer;
    beforeAll(async () => {
      browser = await openBrowser(chromium.program);
      server = await startConsoleServer();
      await server.musette.post(
        "/ingest/peloton?user_id=ada",
        generatePelotonWorkout({ seed: 3, discipline: "cycling" }),
      );
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      await browser[Symbol.asyncDispose]();
    });

    it.each(Object.keys(looks))("is free of axe's findings and of sideways scrolling: %s", async (look) => {
      // Axe is put in by the test; the page's own policy would not let it.
      const page = await browser.open({ ...looks[look], bypassCSP: true, reducedMotion: "reduce" });
      await page.goto(server.url);
      await page.getByLabel("Token").waitFor();
      const found = [...(await findingsOf(page, "sign-in"))];
      await signIn(page, server.url);
      for (const path of pages) {
        await page.goto(`${server.url}${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForFunction("document.querySelector('.skeleton') === null");
        if (path === "/workouts/1") await page.getByText("Show both side by side").click();
        found.push(...(await findingsOf(page, path)));
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
        if (wide > 0) found.push(`${path}: ${wide} pixels wider than the window`);
      }
      expect(found).toEqual([]);
    });

    it("is used with the keyboard alone", async () => {
      const page = await browser.open();
      await signIn(page, server.url);
      await page.goto(`${server.url}/workouts/1`);
      await page.getByRole("group", { name: /Curves/ }).focus();
      await page.keyboard.press("+");
      await page.getByRole("status").filter({ hasText: " to " }).first().waitFor();
      expect(await page.getByText(/The whole workout/).count()).toBe(0);
      await page.keyboard.press("0");
      await page.getByText(/The whole workout/).waitFor();
    });

    it("leads over the masthead to a page that is still on its way, and keeps the focus when it comes", async () => {
      const page = await browser.open();
      const workout = await holdWorkout(page, server.url);
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toContain("Skip to the page");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("main");
      await workout.continue();
      await page.getByRole("group", { name: /Curves/ }).waitFor();
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
    });

    it("shows nothing to focus on that is gone once the page has come", async () => {
      const page = await browser.open();
      const workout = await holdWorkout(page, server.url);
      await page.getByRole("main").focus();
      await page.keyboard.press("Tab");
      await page.evaluate("{ window.focused = document.activeElement }");
      await workout.continue();
      await page.getByRole("group", { name: /Curves/ }).waitFor();
      expect(await page.evaluate("document.activeElement === window.focused")).toBe(true);
    });
  },
);

/** Signs in and opens a workout, whose answer is held back until `continue` is called. */
async function holdWorkout(page: Page, url: string): Promise<Route> {
  await signIn(page, url);
  const asked = Promise.withResolvers<Route>();
  await page.route("**/admin/events/1", (route) => asked.resolve(route));
  await page.goto(`${url}/workouts/1`);
  const workout = await asked.promise;
  await page.getByRole("heading", { level: 1 }).waitFor();
  return workout;
}

async function findingsOf(page: Page, where: string): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>("axe.run()");
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id}: ${html.slice(0, 160)}`));
}
