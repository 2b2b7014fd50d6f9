import { parseArgs } from "node:util";
import { allServers } from "../src/servers/all-servers.ts";
import { buildah } from "../src/servers/buildah.ts";
import { chromium } from "../src/servers/chromium.ts";
import { type EnsuredServer, findOrStart } from "../src/servers/find-or-start.ts";
import { findRunning } from "../src/servers/find-running.ts";
import { gpsbabel } from "../src/servers/gpsbabel.ts";
import { findInstaller, installPackages } from "../src/servers/install-packages.ts";
import { nginx } from "../src/servers/nginx.ts";
import { promtool } from "../src/servers/promtool.ts";
import { reasonOf } from "../src/servers/reason-of.ts";
import { stopStartedServers } from "../src/servers/stop-started-servers.ts";
import { systemdAnalyze } from "../src/servers/systemd-analyze.ts";

const usage = `npm run services [-- --json | --stop]

Brings up every server that tests speak to: uses one that answers, else starts the installed one,
else (as root on Debian) installs and starts it. They stay up until \`npm run services -- --stop\`.
With REQUIRE_SERVERS=1 it fails when one is missing.`;

type Found = EnsuredServer & { readonly name: string };

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, stop: { type: "boolean" }, help: { type: "boolean" } },
  });
  const json = values.json === true;
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  if (values.stop === true) {
    const stopped = (await stopStartedServers(() => true)).map(({ name }) => name);
    if (json) console.log(JSON.stringify({ stopped }));
    else console.log(stopped.length === 0 ? "nothing to stop" : `stopped: ${stopped.join(", ")}`);
    return 0;
  }

  await installMissing();
  const found: Found[] = [];
  for (const server of allServers)
    found.push({ name: server.name, ...(await findOrStart(server, "services")) });
  const missing = found.some((server) => "skipped" in server);

  if (json)
    console.log(JSON.stringify(found.map((server) => ({ ...server, url: withoutPassword(server.url) }))));
  else for (const server of found) console.log(line(server));
  if (missing)
    console.error(
      "For what is missing: docker compose --profile test up -d --wait --scale musette=0, then run this again.",
    );
  return missing && process.env["REQUIRE_SERVERS"] === "1" ? 1 : 0;
}

/** Installs what neither answers nor is there to be started, where that is possible. */
async function installMissing(): Promise<void> {
  const missing: string[] = [];
  for (const server of allServers) {
    const running = await findRunning(server);
    const isUp = "url" in running || running.final;
    if (!isUp && (await server.findProgram()) === undefined) missing.push(...server.debianPackages);
  }
  for (const tool of [gpsbabel, buildah, chromium, nginx, promtool, systemdAnalyze]) {
    if ((await tool.findProgram()) === undefined) missing.push(...tool.debianPackages);
  }
  const installer = await findInstaller();
  if (missing.length === 0 || installer === undefined) return;
  console.error(`Installing ${missing.join(", ")}`);
  try {
    await installPackages(installer, missing);
  } catch (error) {
    // What could be installed is used all the same; the rest is reported as missing.
    console.error(reasonOf(error));
  }
}

function line(server: Found): string {
  if ("skipped" in server) return `${server.name.padEnd(9)} missing: ${server.skipped}`;
  return `${server.name.padEnd(9)} ${server.version} at ${withoutPassword(server.url)} (${server.how})`;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "***";
  return shown.href;
}
