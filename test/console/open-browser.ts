import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

/** Nothing but the page that is tested is asked for. */
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface OpenBrowser extends AsyncDisposable {
  /** A page of a person of their own: no cookies, no storage. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** Starts Chromium with an empty profile. */
export async function openBrowser(program: string): Promise<OpenBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), "musette-browser-"));
  const browser = await chromium.launch({
    executablePath: program,
    args: [...args, `--disk-cache-dir=${profile}`],
  });
  const contexts: BrowserContext[] = [];
  return {
    async open(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
      contexts.push(context);
      return await context.newPage();
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
