import { readFile } from "node:fs/promises";
import { ensureChromium, generatePelotonWorkout, startWebhookReceiver, suiteTitle } from "@musette/testing";
import FitParser from "fit-file-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { signIn, startConsoleServer, type ConsoleServer } from "./console-server.ts";
import { openBrowser, type OpenBrowser } from "./open-browser.ts";

const chromium = await ensureChromium();

describe.skipIf("skipped" in chromium)(`the console, ${suiteTitle("in Chromium", chromium)}`, () => {
  let browser: OpenBrowser;
  let server: ConsoleServer;
  let answers = 400;
  let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
  beforeAll(async () => {
    browser = await openBrowser(chromium.program);
    receiver = await startWebhookReceiver({
      answer: (_, response) => void response.writeHead(answers).end(),
    });
    const app = `  - { name: app, type: webhook, url: "${receiver.origin}/in", allow_private: true, batch: { wait: 20ms }, only: { types: [activity] } }`;
    server = await startConsoleServer(() => app);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await browser[Symbol.asyncDispose]();
  });

  it("takes a rider from an empty server over a ride, its curves and files to a repaired destination", async () => {
    const page = await browser.open();
    await signIn(page, server.url);

    // Nothing yet: it says what to do.
    await page.getByRole("heading", { name: "Send a first workout" }).waitFor();
    await page.getByText("npx musette send my-ride.json").waitFor();

    // A ride is posted, and arrives without the page being touched.
    const ride = generatePelotonWorkout({ seed: 7, discipline: "cycling", durationSeconds: 1_800 });
    expect((await server.musette.post("/ingest/peloton?user_id=ada", ride)).status).toBe(202);
    await page.locator(".arrivals li a").first().waitFor();

    // The destination refuses it, and the card says so.
    await page
      .locator(".bag", { hasText: "app" })
      .getByText(/refused 1 event/)
      .waitFor();

    // Opened, its curves are drawn; a drag looks closer, the button shows all again.
    await page.locator(".arrivals li a").first().click();
    await page.getByRole("heading", { name: "Curves" }).waitFor();
    await page.getByText("The whole workout, 30:00").waitFor();
    const plot = page.locator(".strip .u-over").first();
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    if (box === null) throw new Error("no curve is drawn");
    await page.mouse.move(box.x + box.width * 0.25, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 8 });
    await page.mouse.up();
    const zoomed = await page.locator(".curves-bar [role=status]").innerText();
    expect(zoomed).toMatch(/^7:\d\d to 1[45]:\d\d$/);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByText("The whole workout, 30:00").waitFor();

    // The cursor reads every curve at one time.
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30);
    await page.getByText(/^At 1[45]:\d\d$/).waitFor();

    // Its file is a FIT file of this ride.
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "FIT", exact: true }).click(),
    ]);
    const fit = await new FitParser({ force: false, mode: "list" }).parseAsync(
      await readFile(await download.path()).then((bytes) => new Uint8Array(bytes).buffer),
    );
    expect(fit.sessions?.[0]?.total_elapsed_time).toBeCloseTo(1_800, -1);
    expect(fit.records?.length).toBeGreaterThan(100);

    // The destination is repaired, and its dead letters are sent again, counted first.
    answers = 200;
    await page.getByRole("link", { name: /Deliveries/ }).click();
    await page.locator(".letter", { hasText: "app" }).getByText(/400/).first().waitFor();
    await page.getByRole("button", { name: "Retry all that match" }).click();
    await page.getByRole("heading", { name: "Retry 1 dead letter?" }).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
    await eventually("the ride at the repaired destination", () => Promise.resolve(receiver.taken.at(-1)));
    await page.getByRole("heading", { name: "No dead letters" }).waitFor();
  });

  it("filters by what the address says, and shows markup of a user id as text", async () => {
    const user = "<img src=x onerror=alert(1)>";
    const workout = generatePelotonWorkout({ seed: 8, discipline: "cycling" });
    await server.musette.post(`/ingest/peloton?user_id=${encodeURIComponent(user)}`, workout);
    const page = await browser.open();
    let asked = false;
    page.on("dialog", (dialog) => {
      asked = true;
      void dialog.dismiss();
    });
    await signIn(page, `${server.url}/workouts?user=${encodeURIComponent(user)}`);
    await page.locator(".person", { hasText: user }).waitFor();
    expect(await page.locator("main tbody tr").count()).toBe(1);
    expect(await page.locator("main img").count()).toBe(0);
    expect(asked).toBe(false);
    await page.getByLabel("Person").fill("nobody");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    expect(new URL(page.url()).searchParams.get("user")).toBe("nobody");
    await page.goBack();
    await page.locator(".person", { hasText: user }).waitFor();
  });
});
