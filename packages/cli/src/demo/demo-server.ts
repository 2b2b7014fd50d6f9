import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { describeConfig, type MusetteConfig } from "@musette/config";
import { pino } from "pino";
import { configOptions } from "../config-options.ts";
import { openConfig } from "../open-config.ts";
import { runServer, type RunningServer } from "../run-server.ts";

/** Where the default configuration listens; another one is chosen where that is taken. */
const usualPort = 8080;

export interface DemoServer extends AsyncDisposable {
  readonly server: RunningServer;
  readonly config: MusetteConfig;
  /** With which `musette start` goes on where this server stopped. */
  readonly configFile: string;
  /** The SQLite file. */
  readonly warehouse: string;
  /** Opens the console. */
  readonly token: string;
}

/**
 * Starts a server whose configuration, journal and warehouse are in a folder.
 *
 * @param keep Whether people are to find it: at the usual port where that is free, and there again after a restart.
 */
export async function startDemoServer(folder: string, keep: boolean): Promise<DemoServer> {
  const configFile = path.join(folder, "musette.yaml");
  const warehouse = path.join(folder, "warehouse.db");
  const token = randomBytes(12).toString("hex");
  const port = keep ? ((await freePort(usualPort)) ?? (await freePort(0)) ?? 0) : 0;
  await writeFile(configFile, demoYaml({ port, token, journal: path.join(folder, "journal.db"), warehouse }));
  const config = await openConfig(configFile);
  const server = await runServer(config, pino({ level: "error" }), {
    describeConfig: async () => await describeConfig(configOptions(configFile), "json"),
  });
  const stop = async () => await server.stop();
  return { server, config, configFile, warehouse, token, [Symbol.asyncDispose]: stop };
}

interface DemoYaml {
  readonly port: number;
  readonly token: string;
  readonly journal: string;
  readonly warehouse: string;
}

function demoYaml({ port, token, journal, warehouse }: DemoYaml): string {
  return `# Made by \`musette demo\`. To start it again: musette start --config FILE
server: { port: ${port} }
developers: [{ dev_id: demo, api_key: demo }]
admin: { token: "${token}" }
journal: { path: ${JSON.stringify(journal)} }
destinations:
  - { name: warehouse, type: sql, url: ${JSON.stringify(`sqlite:${warehouse}`)}, batch: { wait: 20ms } }
`;
}

/** The port if nobody listens on it, and any free one for 0; undefined where it is taken. */
async function freePort(port: number): Promise<number | undefined> {
  const probe = createServer();
  return await new Promise((resolve) => {
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const found = typeof address === "object" && address !== null ? address.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}
