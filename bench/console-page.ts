import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { ensureChromium, generatePelotonWorkout } from "@musette/testing";
import { signIn, startConsoleServer } from "../test/console/console-server.ts";
import { openBrowser } from "../test/console/open-browser.ts";

const assets = path.resolve(import.meta.dirname, "../packages/console/dist/assets");
const most = { kilobytes: 150, scriptMs: 100 };
const slower = 4;

/**
 * What a browser loads for the console's first page, compressed, and how long its script runs until the overview
 * stands, on a processor made four times slower.
 */
export async function run({ json, quick }: { json: boolean; quick: boolean }): Promise<boolean> {
  const chromium = await ensureChromium();
  if ("skipped" in chromium) {
    console.error(chromium.skipped);
    return false;
  }
  await using server = await startConsoleServer(20_800);
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
    await page.locator(".overview .arrivals li").first().waitFor();
    const { metrics } = await devtools.send("Performance.getMetrics");
    // Seconds since the page was asked for: it is counted anew with each navigation.
    scripts.push((metrics.find(({ name }) => name === "ScriptDuration")?.value ?? NaN) * 1000);
  }
  const scriptMs = scripts.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? NaN;
  const kilobytes = bytes / 1000;
  const met = kilobytes < most.kilobytes && scriptMs < most.scriptMs;
  const files = (await readdir(assets)).filter((file) => file.endsWith(".br"));
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(assets, file))).size));
  const allKilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  if (json) console.log(JSON.stringify({ kilobytes, allKilobytes, scriptMs, scripts, slower, met }));
  else {
    console.log(
      `console: first load ${kilobytes.toFixed(1)} KB compressed (at most ${most.kilobytes}); all pages ${allKilobytes.toFixed(1)} KB`,
    );
    console.log(
      `console: ${scriptMs.toFixed(0)} ms of script until the overview stands, ${slower} times slowed down (at most ${most.scriptMs}; median of ${rounds})`,
    );
  }
  return met;
}
