import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "node:tls";
import { readFrames } from "./frames.ts";
import { guardLogin } from "./guard-login.ts";
import type { KafkaAccount } from "./guard-login.ts";

export interface KafkaFrontOptions {
  /** `host:port` of every broker behind it. */
  readonly brokers: readonly string[];
  /** Who may log in; undefined: nobody has to. */
  readonly account?: KafkaAccount;
  /** Speaks TLS with these. */
  readonly tls?: TlsOptions;
}

/** The login and the TLS that librdkafka's mock cluster has not: one port in front of each of its brokers. */
export interface KafkaFront extends AsyncDisposable {
  readonly brokers: readonly string[];
  /** The mechanisms with which somebody logged in. */
  readonly logins: readonly string[];
}

/**
 * Starts a front. It knows SaslHandshake 1 and SaslAuthenticate 2 with PLAIN and SCRAM, and passes on
 * everything else, with its own ports in place of the brokers'. Unfaithful: no reauthentication, no
 * delay after a failed login, and the list of APIs is the mock's, which names no login.
 */
export async function startKafkaFront({ brokers, account, tls }: KafkaFrontOptions): Promise<KafkaFront> {
  const sockets = new Set<Socket>();
  const logins: string[] = [];
  const ports = new Map<number, number>();
  const servers: Server[] = [];
  for (const broker of brokers) {
    const [host = "", port = ""] = broker.split(":");
    const accept = (client: Socket) => pass(client, host, Number(port));
    const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept);
    server.on("connection", (socket) => sockets.add(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    ports.set(Number(port), (server.address() as AddressInfo).port);
  }

  return {
    brokers: [...ports.values()].map((port) => `127.0.0.1:${port}`),
    logins,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };

  function pass(client: Socket, host: string, port: number): void {
    const broker = connect(port, host);
    sockets.add(broker);
    const close = () => [client, broker].forEach((socket) => socket.destroy());
    for (const socket of [client, broker]) socket.on("error", close).on("close", close);
    readFrames(broker, (frame) => client.write(withOwnPorts(frame, host)));
    const forward = (frame: Buffer) => void broker.write(frame);
    if (account === undefined) readFrames(client, forward);
    else guardLogin(client, account, forward, (mechanism) => logins.push(mechanism));
  }

  /** Brokers are named in metadata as the host's text and the port in four bytes. */
  function withOwnPorts(frame: Buffer, host: string): Buffer {
    for (const [brokers, own] of ports) {
      const named = Buffer.concat([Buffer.from(host), Buffer.alloc(4)]);
      named.writeInt32BE(brokers, host.length);
      for (let at = frame.indexOf(named); at !== -1; at = frame.indexOf(named, at + 1)) {
        frame.writeInt32BE(own, at + host.length);
      }
    }
    return frame;
  }
}
