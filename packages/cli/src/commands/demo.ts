import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringOption, type Command } from "../command.ts";
import { startDemoServer } from "../demo/demo-server.ts";
import { keepRunning } from "../demo/keep-running.ts";
import { sendWeek, waitForDestinations } from "../demo/send-week.ts";
import { readWarehouse } from "../demo/warehouse-report.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { openConfig } from "../open-config.ts";
import { UsageError } from "../usage-error.ts";

export const demo: Command = {
  summary: "Make a week of workouts, post them, and show what arrived",
  help: `Usage: musette demo [--keep]
       musette demo --url URL [--config FILE]

Starts a server of its own in a temporary folder, posts a made-up week of Peloton and iFit workouts to
it, waits until the SQL warehouse has them all, and prints them as read back from there. Needs nothing
else and leaves nothing behind.

  --keep         leaves that server running with its console, at port 8080 where that is free, until
                 Ctrl-C; its folder stays, and what is printed says how to start it again
  --url URL      posts the week to this server instead, and waits until all its destinations have it
  --config FILE  that server's configuration, for the key (default ${defaultConfigFile})`,
  options: { keep: { type: "boolean" }, url: { type: "string" }, config: { type: "string" } },
  async run(call) {
    const url = stringOption(call, "url");
    const keep = call.values["keep"] === true;
    if (url !== undefined && keep) {
      throw new UsageError("--keep is for the demo's own server; the one at --url goes on anyway");
    }
    if (url !== undefined) return await fillServer(url, stringOption(call, "config"));
    const folder = await mkdtemp(path.join(tmpdir(), "musette-demo-"));
    try {
      await runDemo(folder, keep);
      return 0;
    } finally {
      if (!keep) await rm(folder, { recursive: true, force: true });
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

async function runDemo(folder: string, keep: boolean): Promise<void> {
  await using own = await startDemoServer(folder, keep);
  const { server, config, warehouse } = own;
  await sendWeek(server.url, config.developers[0] ?? { devId: "", apiKey: "" });
  await server.delivery.drained({ signal: AbortSignal.timeout(30_000) });
  process.stdout.write(readWarehouse(warehouse));
  if (keep) await keepRunning(own, folder);
}
