import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { freePort } from "../../free-port.ts";
import { findProgram } from "../find-program.ts";
import { cephConf, cephNames } from "./ceph-conf.ts";
import { testRole } from "./test-role.ts";

// One process that stands for a whole Ceph: it starts the three daemons as children, makes a user and a
// role, and ends them when it is ended.

const run = promisify(execFile);
const commandTimeoutMs = 60_000;
/** Made before they are needed: the first request to each would take seconds. */
const pools = ["buckets.index", "buckets.data", "buckets.non-ec"].map((name) => `default.rgw.${name}`);

const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "." },
    port: { type: "string", default: "7480" },
    bucket: { type: "string", default: "" },
    "access-key": { type: "string", default: "" },
    "secret-key": { type: "string", default: "" },
  },
});
const { folder } = values;
const conf = join(folder, "ceph.conf");
const daemons: ChildProcess[] = [];
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => end(0));

const monitorPort = await freePort();
await Promise.all(["mon", "osd"].map((name) => mkdir(join(folder, name))));
const fsid = crypto.randomUUID();
await writeFile(conf, cephConf({ fsid, folder, monitorPort, gatewayPort: Number(values.port) }));

const { monitor, osd, gateway } = cephNames;
const monmap = join(folder, "monmap");
const address = `[v2:127.0.0.1:${monitorPort}]`;
await command("monmaptool", "--create", "--fsid", fsid, "--addv", monitor, address, monmap);
await command("ceph-mon", "-c", conf, "--mkfs", "-i", monitor, "--monmap", monmap);
await startDaemon("ceph-mon", "-i", monitor);
const osdId = crypto.randomUUID();
await command("ceph", "-c", conf, "osd", "new", osdId, osd);
await command("ceph-osd", "-c", conf, "-i", osd, "--mkfs", "--osd-uuid", osdId);
await startDaemon("ceph-osd", "-i", osd);
for (const pool of pools) {
  await command("ceph", "-c", conf, "osd", "pool", "create", pool, "4");
  await command("ceph", "-c", conf, "osd", "pool", "application", "enable", pool, "rgw");
}

const [, version = "unknown"] = /version (\S+)/.exec(await command("radosgw", "--version")) ?? [];
const keys = [`--access-key=${values["access-key"]}`, `--secret-key=${values["secret-key"]}`];
await admin("user", "create", "--uid=musette", `--display-name=Ceph ${version}`, ...keys);
const { name, trust, permissions } = testRole(values.bucket);
await admin("role", "create", `--role-name=${name}`, `--assume-role-policy-doc=${JSON.stringify(trust)}`);
const policy = `--policy-doc=${JSON.stringify(permissions)}`;
await admin("role-policy", "put", `--role-name=${name}`, "--policy-name=least", policy);
await startDaemon("radosgw", "-n", gateway);

async function admin(...args: readonly string[]): Promise<void> {
  await command("radosgw-admin", "-c", conf, ...args);
}

async function command(name: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(await programOf(name), args, { timeout: commandTimeoutMs });
  return stdout;
}

/** Starts a daemon in the foreground, which the kernel ends when this process is killed. */
async function startDaemon(name: string, ...args: readonly string[]): Promise<void> {
  const program = await programOf(name);
  const child = spawn("setpriv", ["--pdeathsig", "KILL", program, "-f", "-c", conf, ...args], {
    stdio: "inherit",
  });
  daemons.push(child);
  // Ceph in part is no use: let the one who waits for it see that it ended.
  child.once("exit", () => end(1)).once("error", () => end(1));
}

/** Its data is in memory, and gone with it anyway. */
function end(code: number): void {
  for (const child of daemons) child.kill("SIGKILL");
  process.exit(code);
}

async function programOf(name: string): Promise<string> {
  const program = await findProgram([name]);
  if (program === undefined) throw new Error(`${name} is not installed`);
  return program;
}
