import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadConfig } from "@musette/config";
import { pino } from "pino";
import type { Command } from "../command.ts";
import { loadBuiltIn } from "../connectors.ts";
import { demoWeek } from "../demo-week.ts";
import { postPayload } from "../post-payload.ts";
import { runServer } from "../run-server.ts";
import { readWarehouse } from "../warehouse-report.ts";

export const demo: Command = {
  summary: "Make a week of workouts, post them, and show what arrived",
  help: `Usage: musette demo

Starts a server of its own in a temporary folder, posts a made-up week of Peloton and iFit workouts to
it, waits until the SQL warehouse has them all, and prints them as read back from there. Needs nothing
else and leaves nothing behind.`,
  options: {},
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), "musette-demo-"));
    try {
      return await runDemo(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function runDemo(folder: string): Promise<number> {
  const warehouse = path.join(folder, "warehouse.db");
  const config = await loadConfig({
    file: "demo.yaml",
    text: demoYaml(path.join(folder, "journal.db"), warehouse),
    env: {},
    resolveConnector: loadBuiltIn,
  });
  const server = await runServer(config, pino({ level: "error" }));
  try {
    const developer = config.developers[0] ?? { devId: "", apiKey: "" };
    const workouts = demoWeek(Date.now());
    for (const [index, { source, title, payload }] of workouts.entries()) {
      const url = new URL(`/ingest/${source}?user_id=me`, server.url);
      const result = await postPayload(url, new TextEncoder().encode(JSON.stringify(payload)), developer);
      if (!result.taken) throw new Error(`the demo's own ${title} was refused: ${result.detail}`);
      showProgress(index + 1, workouts.length, `${source}: ${title}`);
    }
    await server.delivery.drained({ signal: AbortSignal.timeout(30_000) });
    process.stdout.write(readWarehouse(warehouse));
    return 0;
  } finally {
    await server.stop();
  }
}

function demoYaml(journalPath: string, warehousePath: string): string {
  return `
server: { port: 0 }
developers: [{ dev_id: demo, api_key: demo }]
journal: { path: ${JSON.stringify(journalPath)} }
destinations:
  - { name: warehouse, type: sql, url: ${JSON.stringify(`sqlite:${warehousePath}`)}, batch: { wait: 20ms } }
`;
}

function showProgress(done: number, total: number, what: string): void {
  const width = 24;
  const filled = Math.round((done / total) * width);
  const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
  const line = `  ${bar} ${done}/${total}  ${what}`;
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[K${line}${done === total ? "\n" : ""}` : `${line}\n`);
}
