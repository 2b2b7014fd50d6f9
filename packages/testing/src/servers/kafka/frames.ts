import type { Socket } from "node:net";

/** Calls back with every message of Kafka's protocol, with the four bytes that say its length. */
export function readFrames(socket: Socket, onFrame: (frame: Buffer) => void): void {
  let waiting = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4) {
      const end = 4 + waiting.readInt32BE(0);
      if (waiting.length < end) return;
      const frame = waiting.subarray(0, end);
      waiting = waiting.subarray(end);
      onFrame(frame);
    }
  });
}
