import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadConfig } from "@musette/config";
import { pino } from "pino";
import { stringOption, type Command } from "../command.ts";
import { loadBuiltIn } from "../connectors.ts";
import { defaultConfigFile, openConfig } from "../open-config.ts";
import { runServer } from "../run-server.ts";
import { sendWeek, waitForDestinations } from "../send-week.ts";
import { UsageError } from "../usage-error.ts";
import { readWarehouse } from "../warehouse-report.ts";

export const demo: Command = {
  summary: "Make a week of workouts, post them, and show what arrived",
  help: `Usage: musette demo [--url URL [--config FILE]]

Starts a server of its own in a temporary folder, posts a made-up week of Peloton and iFit workouts to
it, waits until the SQL warehouse has them all, and prints them as read back from there. Needs nothing
else and leaves nothing behind.

  --url URL      posts the week to this server instead, and waits until all its destinations have it
  --config FILE  that server's configuration, for the key (default ${defaultConfigFile})`,
  options: { url: { type: "string" }, config: { type: "string" } },
  async run(call) {
    const url = stringOption(call, "url");
    if (url !== undefined) return await fillServer(url, stringOption(call, "config"));
    const folder = await mkdtemp(path.join(tmpdir(), "musette-demo-"));
    try {
      return await runDemo(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function fillServer(url: string, configFile: string | undefined): Promise<number> {
  if (!URL.canParse(url)) throw new UsageError(`${JSON.stringify(url)} is not a URL`);
  const [developer] = (await openConfig(configFile)).developers;
  if (developer === undefined) throw new UsageError("the configuration names no developer");
  await sendWeek(url, developer);
  process.stdout.write(`\n  All there:\n\n${await waitForDestinations(url, 60_000)}\n`);
  return 0;
}

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
    await sendWeek(server.url, config.developers[0] ?? { devId: "", apiKey: "" });
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
