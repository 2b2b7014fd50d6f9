import { once } from "node:events";
import { createServer } from "node:net";

const firstPort = 19_000;
const slices = 60;
const slicePorts = 200;
// Vitest numbers the workers that run at the same time. Each has ports of its own, so that two test files
// never take the same one, not even while a server is started again on its old port.
const sliceStart = firstPort + (Number(process.env["VITEST_POOL_ID"] ?? 0) % slices) * slicePorts;
let taken = process.pid % slicePorts;

/**
 * A loopback port at which nothing listens, for what cannot be told to choose one itself or comes back at
 * the same one: between 19,000 and 31,000, which Linux gives to nobody who asks for any port
 * (`net.ipv4.ip_local_port_range` begins at 32,768), so that no server on port 0 and no outgoing
 * connection takes it in the meantime. Never the same one twice in a process.
 *
 * @throws {Error} when all 200 ports of this process are taken.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < slicePorts; tries += 1) {
    const port = sliceStart + (taken % slicePorts);
    taken += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${sliceStart} and ${sliceStart + slicePorts - 1} is free.`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}
