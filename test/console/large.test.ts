import { ensureChromium, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, startConsoleServer, type ConsoleServer } from "./console-server.ts";
import { longRide } from "./long-ride.ts";
import { openBrowser, type OpenBrowser } from "./open-browser.ts";

const chromium = await ensureChromium();
const workouts = 100_000;
const perPost = 10_000;

/** So many short workouts, one a minute, of 500 people. */
function manyWorkouts(first: number): string {
  const data = Array.from({ length: perPost }, (_, index) => {
    const number = first + index;
    const startMs = Date.UTC(2025, 0, 1) + number * 60_000;
    return {
      metadata: {
        start_time: new Date(startMs).toISOString(),
        end_time: new Date(startMs + 50_000).toISOString(),
        summary_id: `short-${number}`,
        name: `Workout ${number}`,
        type: 8,
        upload_type: 1,
      },
    };
  });
  const user = { user_id: `rider-${Math.floor(first / perPost)}`, provider: "PELOTON", active: true };
  return JSON.stringify({ type: "activity", version: "2022-03-16", user, data });
}

describe.skipIf("skipped" in chromium)(
  `much in the console, ${suiteTitle("in Chromium", chromium)}`,
  { timeout: 120_000 },
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

    it("opens an event of 20 MB, draws it, and shows its payload where somebody looks", async () => {
      const ride = longRide(20_000_000);
      expect(ride.length).toBeGreaterThan(20_000_000);
      expect((await server.musette.post("/ingest/terra", ride)).status).toBe(202);
      const page = await browser.open();
      await signIn(page, `${server.url}/workouts/1`);
      await page.getByRole("heading", { name: "The longest ride" }).waitFor();
      await page.locator(".strip canvas").nth(1).waitFor();
      await page.getByText("Show both side by side").click();
      const tree = page.getByRole("tree", { name: "Raw payload" });
      await tree.getByText("data:").click();
      // Of hundreds of thousands of samples a page's worth is in the document.
      for (const key of ["0", "heart_rate_data", "detailed", "hr_samples"]) {
        await tree
          .locator(".json-line", { hasText: `${key}: ` })
          .last()
          .click();
      }
      await tree.getByText(/^\d{6} more$/).waitFor();
      expect(await page.locator(".json-line").count()).toBeLessThan(500);
    });

    it("pages through 100,000 workouts, from the newest, without one twice", async () => {
      for (let first = 0; first < workouts; first += perPost) {
        expect((await server.musette.post("/ingest/terra", manyWorkouts(first))).status).toBe(202);
      }
      const page = await browser.open();
      await signIn(page, `${server.url}/workouts`);
      const rows = page.locator("main tbody tr");
      const names = async () => await rows.locator("a").allInnerTexts();
      await page.getByText(`Workout ${workouts - 1}`, { exact: true }).waitFor();
      const seen: string[] = [];
      for (let number = 0; number < 4; number++) {
        const shown = await names();
        expect(shown).toHaveLength(50);
        seen.push(...shown);
        await page.getByRole("navigation", { name: "Pages of the list" }).getByRole("button").last().click();
        await page.getByText(`Workout ${workouts - 1 - (number + 1) * 50}`, { exact: true }).waitFor();
      }
      expect(new Set(seen).size).toBe(200);
      expect(seen).toEqual(Array.from({ length: 200 }, (_, index) => `Workout ${workouts - 1 - index}`));

      // Of a person with many the server finds some after a while: the page goes on asking by itself.
      await page.goto(`${server.url}/workouts?user=rider-8`);
      await page.getByText(`Workout ${9 * perPost - 1}`, { exact: true }).waitFor();
      expect(await rows.locator(".person", { hasText: "rider-8" }).count()).toBe(await rows.count());
      // One with few is found at once, however far down.
      await page.goto(`${server.url}/workouts?user=ada`);
      await page.getByText("The longest ride", { exact: true }).waitFor();
      expect(await rows.count()).toBe(1);
    });
  },
);
