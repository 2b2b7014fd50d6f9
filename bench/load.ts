import { connect, type Socket } from "node:net";

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Keeps `connections` sockets busy for `seconds` with one request at a time each. `nextRequest` gives
 * the whole request as pieces of bytes, which are handed to the kernel as they are: nothing is built or copied here,
 * so the generator costs little beside the server under test. Answers must carry a content-length.
 */
export async function load(options: {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly nextRequest: () => readonly Uint8Array[];
}): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  let requests = 0;
  const startedMs = performance.now();
  const endMs = startedMs + options.seconds * 1000;
  await Promise.all(
    Array.from({ length: options.connections }, () =>
      runConnection(options.port, endMs, options.nextRequest, (status) => {
        requests++;
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    ),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  return { requests, seconds, perSecond: requests / seconds, statuses };
}

function runConnection(
  port: number,
  endMs: number,
  nextRequest: () => readonly Uint8Array[],
  onAnswer: (status: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let received = "";
    const send = () => {
      socket.cork();
      for (const piece of nextRequest()) socket.write(piece);
      socket.uncork();
    };
    socket.setEncoding("latin1");
    socket.on("connect", send);
    socket.on("data", (chunk: string) => {
      received += chunk;
      const bodyAt = received.indexOf("\r\n\r\n") + 4;
      if (bodyAt < 4) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) {
        socket.destroy(new Error("the server under test answered without a content-length"));
        return;
      }
      if (received.length < bodyAt + length) return;
      onAnswer(received.slice(9, 12));
      received = "";
      if (performance.now() < endMs) send();
      else socket.end();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve());
  });
}
