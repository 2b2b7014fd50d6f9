import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { DeliveryError } from "@musette/core";

/** Where a gate is. */
export interface GateAddress {
  readonly host: string;
  readonly port: number;
}

/** Starts the smallest possible service: it says a word to everyone who connects. */
export async function startGate(): Promise<GateAddress & AsyncDisposable> {
  const server = createServer((socket) => {
    // A visitor that is killed resets the connection; that is no failure here.
    socket.on("error", () => socket.destroy());
    socket.end("come in").resume();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Resolves once the gate has said its word. */
export async function passGate({ host, port }: GateAddress, signal: AbortSignal): Promise<void> {
  const socket = connect(port, host);
  try {
    await once(socket, "data", { signal });
  } catch (cause) {
    signal.throwIfAborted();
    const message = `No connection to the gate at ${host}:${port}. Start it.`;
    throw new DeliveryError("unavailable", message, { cause });
  } finally {
    socket.destroy();
  }
}
