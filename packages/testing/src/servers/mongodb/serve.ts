import { once } from "node:events";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { answer } from "./answer.ts";
import { createState } from "./state.ts";
import type { Session } from "./state.ts";
import { encodeAnswer, nextLength, takeRequests } from "./wire.ts";

// A server that the official MongoDB drivers can talk to: `node serve.ts PORT`, on the loopback address.
//
// A standalone of wire version 21 (MongoDB 7.0), without TLS and compression, with SCRAM-SHA-256. Its query
// and update language is mingo's; its codes are those that mongod answers with. Not like mongod:
// - all is in memory, so write concern and read concern have no effect;
// - no replica set, sessions' transactions, change streams, time-outs (`maxTimeMS`) or retryable writes;
// - numbers are JavaScript's: the difference between int32, int64 within 2^53, and double is lost;
// - unique indexes on one field only; other indexes are listed and have no effect;
// - who has not logged in may do everything; who has may read, and write with readWrite, in one database.

const state = createState();
const server = createServer((socket) => {
  serve(socket).catch((error: unknown) => {
    // A client that breaks its connection off is no fault of this server's.
    if (!socket.destroyed) process.stderr.write(`${String(error)}\n`);
    socket.destroy();
  });
});
server.listen(Number(process.argv[2] ?? 27_017), "127.0.0.1");
await once(server, "listening");
process.once("SIGTERM", () => process.exit(0));

async function serve(socket: Socket): Promise<void> {
  socket.setNoDelay(true);
  const session: Session = { state, user: undefined, login: undefined };
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    // Joined once a message is whole: a large one comes in hundreds of chunks.
    const first = waiting[0] ?? chunk;
    if (first.length >= 4 && waitingBytes < nextLength(first)) continue;
    const { requests, rest } = takeRequests(Buffer.concat(waiting));
    for (const request of requests) {
      const reply = answer(request.command, session);
      if (!request.moreToCome) socket.write(encodeAnswer(request, reply));
    }
    waiting = rest.length === 0 ? [] : [rest];
    waitingBytes = rest.length;
  }
}
