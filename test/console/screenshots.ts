// The console as it looks, for docs/img: `npm run screenshots`. Drives the real server, filled with made-up workouts.
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import {
  ensureChromium,
  generateIfitLog,
  generatePelotonWorkout,
  startWebhookReceiver,
} from "@musette/testing";
import type { BrowserContextOptions } from "playwright-core";
import { signIn, startConsoleServer } from "./console-server.ts";
import { openBrowser } from "./open-browser.ts";

const folder = path.resolve(import.meta.dirname, "../../docs/img");
const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
};
const pages = { overview: "/", workouts: "/workouts", workout: "/workouts/1", deliveries: "/deliveries" };
/** What each look is shown of. */
const shown: Readonly<Record<string, readonly (keyof typeof pages)[]>> = {
  light: ["overview", "workout", "deliveries"],
  dark: ["overview", "workout"],
  phone: ["overview", "workouts", "workout"],
};

const chromium = await ensureChromium();
if ("skipped" in chromium) throw new Error(chromium.skipped);
await using receiver = await startWebhookReceiver({
  answer: ({ body }, response) => void response.writeHead(body.includes("kim") ? 422 : 200).end(),
});
await using server = await startConsoleServer((home) =>
  [
    `  - { name: app, type: webhook, url: "${receiver.origin}/workouts", allow_private: true, batch: { wait: 20ms } }`,
    `  - { name: lake, type: sql, url: ${JSON.stringify(`sqlite:${home.file("lake.db")}`)}, paused: true }`,
  ].join("\n"),
);
await fill();
await using browser = await openBrowser(chromium.program);
await mkdir(folder, { recursive: true });
for (const [look, options] of Object.entries(looks)) {
  const page = await browser.open({
    ...options,
    reducedMotion: "reduce",
    bypassCSP: true,
    timezoneId: "Europe/Brussels",
    locale: "en-GB",
  });
  await signIn(page, server.url);
  for (const name of shown[look] ?? []) {
    await page.goto(`${server.url}${pages[name]}`);
    await page.waitForFunction("document.querySelector('.skeleton') === null");
    // The live overview and the curves come a moment after the page.
    await page.waitForTimeout(1_500);
    const file = path.join(folder, `console-${name}-${look}.png`);
    await page.screenshot({ path: file });
    console.log(`${path.relative(process.cwd(), file)}  ${Math.round((await stat(file)).size / 1000)} KB`);
  }
}

/** Three riders' week, a minute of it now. */
async function fill(): Promise<void> {
  const dayMs = 86_400_000;
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  for (const [index, user] of ["ada", "kim", "lou", "ada", "lou", "ada"].entries()) {
    const startTimeSeconds = (today - (6 - index) * dayMs) / 1000 + 6 * 3600;
    const discipline =
      (["cycling", "running", "caesar", "cycling", "yoga", "cycling"] as const)[index] ?? "cycling";
    const ride = {
      seed: index + 11,
      discipline,
      startTimeSeconds,
      durationSeconds: (index % 3) * 600 + 1_800,
    };
    await server.musette.post(`/ingest/peloton?user_id=${user}`, generatePelotonWorkout(ride));
    const climb = {
      seed: index + 31,
      kind: "bike",
      startMs: startTimeSeconds * 1000 + 10 * 3_600_000,
      durationMs: 2_400_000,
    } as const;
    if (index % 2 === 0) await server.musette.post("/ingest/ifit?user_id=lou", generateIfitLog(climb));
  }
}
