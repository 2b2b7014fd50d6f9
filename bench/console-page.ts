import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureChromium, generatePelotonWorkout } from "@musette/testing";
import { signIn, startConsoleServer, tokens, type ConsoleServer } from "../test/console/console-server.ts";
import { longRide } from "../test/console/long-ride.ts";
import type { CDPSession, Page } from "playwright-core";
import { openBrowser } from "../test/console/open-browser.ts";

const assets = path.resolve(import.meta.dirname, "../packages/console/dist/assets");
const most = { kilobytes: 150, scriptMs: 100, largeMs: 2_000 };
const largeBytes = 20_000_000;
const slower = 4;

/**
 * What a browser loads for the console's first page, compressed, and how long its script runs until the overview
 * stands, on a processor made four times slower; and how long an event of 20 MB takes to open, curves drawn.
 */
export async function run({ json, quick }: { json: boolean; quick: boolean }): Promise<boolean> {
  const chromium = await ensureChromium();
  if ("skipped" in chromium) {
    console.error(chromium.skipped);
    return false;
  }
  await using server = await startConsoleServer();
  for (let seed = 1; seed <= 7; seed += 1)
    await server.musette.post(
      "/ingest/peloton?user_id=me",
      generatePelotonWorkout({ seed, discipline: "cycling" }),
    );
  await using browser = await openBrowser(chromium.program);
  const rounds = quick ? 3 : 9;
  const scripts: number[] = [];
  let bytes = 0;
  const page = await browser.open();
  await signIn(page, server.url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const assetsOfLoad = new Set<string>();
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    if (/\/(?:assets\/.*|musette\.svg)?$/.test(new URL(response.url).pathname)) assetsOfLoad.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (assetsOfLoad.has(requestId)) bytes += encodedDataLength;
  });
  for (let round = 0; round < rounds; round += 1) {
    bytes = 0;
    await page.goto(server.url);
    while (!(await stands(devtools))) await sleep(20);
    const { metrics } = await devtools.send("Performance.getMetrics");
    // Seconds since the page was asked for: it is counted anew with each navigation.
    scripts.push((metrics.find(({ name }) => name === "ScriptDuration")?.value ?? NaN) * 1000);
  }
  const scriptMs = scripts.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? NaN;
  const kilobytes = bytes / 1000;
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const large = await openLarge(server, page, quick ? 3 : 5);
  const largeMs = large.toSorted((one, other) => one - other)[Math.floor(large.length / 2)] ?? NaN;
  const met = kilobytes < most.kilobytes && scriptMs < most.scriptMs && largeMs < most.largeMs;
  const files = (await readdir(assets)).filter((file) => file.endsWith(".br"));
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(assets, file))).size));
  const allKilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  if (json)
    console.log(JSON.stringify({ kilobytes, allKilobytes, scriptMs, scripts, slower, largeMs, large, met }));
  else {
    console.log(
      `console: first load ${kilobytes.toFixed(1)} KB compressed (at most ${most.kilobytes}); all pages ${allKilobytes.toFixed(1)} KB`,
    );
    console.log(
      `console: ${scriptMs.toFixed(0)} ms of script until the overview stands, ${slower} times slowed down (at most ${most.scriptMs}; median of ${rounds})`,
    );
    console.log(
      `console: ${largeMs.toFixed(0)} ms until an event of ${largeBytes / 1e6} MB is open and drawn (at most ${most.largeMs}; median of ${large.length}, the first ${(large[0] ?? NaN).toFixed(0)})`,
    );
  }
  return met;
}

/** Asked of the browser, not of the page: Playwright's own waiting is script in it, a third of all there is (measured). */
async function stands(devtools: CDPSession): Promise<boolean> {
  const { root } = await devtools.send("DOM.getDocument", { depth: 0 });
  const selector = ".overview .arrivals li";
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  return nodeId !== 0;
}

/** Milliseconds from asking for the page to its last curve; the first has nothing in the server's memory. */
async function openLarge(server: ConsoleServer, page: Page, rounds: number): Promise<readonly number[]> {
  const answer = await server.musette.post("/ingest/terra", longRide(largeBytes));
  const { events } = (await answer.json()) as { readonly events: readonly unknown[] };
  if (answer.status !== 202 || events.length !== 1) throw new Error(`the ride was answered ${answer.status}`);
  const found = await fetch(`${server.url}/admin/events?order=newest&limit=1`, {
    headers: { authorization: `Bearer ${tokens.viewer}` },
  });
  const [newest] = ((await found.json()) as { readonly events: readonly { readonly seq: number }[] }).events;
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startMs = performance.now();
    await page.goto(`${server.url}/workouts/${newest?.seq}`);
    await page.locator(".strip canvas").nth(1).waitFor();
    taken.push(performance.now() - startMs);
  }
  return taken;
}
