import { connect as connectPlain } from "node:net";
import type { Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { deserialize, serialize } from "bson";
import type { TestServer } from "./test-server.ts";

/** Where a server answers, and whether over TLS; undefined where the names have to be looked up. */
interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** A real MongoDB by its variable or on its port, else the wire server of this package. */
export const mongodb: TestServer = {
  name: "mongodb",
  urlVariable: "MUSETTE_TEST_MONGODB_URL",
  standardUrl: urlAt(27_017),
  debianPackages: [],
  stopSignal: "SIGTERM",
  urlAt,

  findProgram: async () => join(import.meta.dirname, "mongodb/serve.ts"),

  launch: ({ program, port }) => ({
    prepare: [],
    serve: { file: process.execPath, args: [program, String(port)] },
  }),

  async ask(url, { timeoutMs }) {
    const endpoint = endpointOf(url);
    if (endpoint === undefined) return "MongoDB (a cluster, not asked for its version)";
    const { host, port, tls } = endpoint;
    const socket = tls ? connectTls({ host, port, servername: host }) : connectPlain({ host, port });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error("it does not answer")));
    try {
      const { version } = await command(socket, { buildInfo: 1, $db: "admin" });
      return `MongoDB ${String(version)}`;
    } finally {
      socket.destroy();
    }
  },
};

const opMsg = 2013;

/** Sends one OP_MSG and reads its answer. */
async function command(socket: Socket, body: Readonly<Record<string, unknown>>) {
  const document = serialize(body);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(opMsg, 12);
  socket.write(Buffer.concat([head, document]));
  let answer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer = Buffer.concat([answer, chunk]);
    if (answer.length > 4 && answer.length >= answer.readInt32LE(0))
      return deserialize(answer.subarray(head.length));
  }
  throw new Error("it closed the connection before it answered");
}

function endpointOf(url: string): Endpoint | undefined {
  const [, hosts, options = ""] = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)[^?]*(\?.*)?$/.exec(url) ?? [];
  const first = URL.parse(`tcp://${hosts?.split(",")[0] ?? ""}`);
  if (hosts === undefined || first === null) return undefined;
  return {
    host: first.hostname,
    port: Number(first.port || 27_017),
    tls: /[?&](tls|ssl)=true/.test(options),
  };
}

function urlAt(port: number): string {
  return `mongodb://127.0.0.1:${port}/`;
}
