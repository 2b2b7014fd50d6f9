import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A port that takes connections and never says a word. */
export interface SilentServer extends AsyncDisposable {
  readonly endpoint: { readonly host: string; readonly port: number };
  /** Resolves at the first connection. */
  readonly reached: Promise<void>;
  /** How many connections were made by now, without those of this method. */
  connections(): Promise<number>;
}

const greeting = "how many are there?";

export async function startSilentServer(): Promise<SilentServer> {
  const sockets = new Set<Socket>();
  const reached = Promise.withResolvers<void>();
  let arrived = Promise.withResolvers<void>();
  let own = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client that gives up resets the connection; that is no failure here.
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => chunk.toString() === greeting && arrived.resolve());
    reached.resolve();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: { host: "127.0.0.1", port },
    reached: reached.promise,
    async connections() {
      // Connections are accepted in the order they were made: when ours is there, so are all earlier ones.
      arrived = Promise.withResolvers<void>();
      const probe = connect(port, "127.0.0.1").end(greeting);
      await arrived.promise;
      probe.destroy();
      own += 1;
      return sockets.size - own;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A port on loopback that nothing listens on. */
export async function findDeadEndpoint(): Promise<SilentServer["endpoint"]> {
  const server = await startSilentServer();
  await server[Symbol.asyncDispose]();
  return server.endpoint;
}
