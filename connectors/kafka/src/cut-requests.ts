import type { Message } from "./message.ts";

/** Around the messages of one partition in a request. */
const batchOverheadBytes = 128;

/** Cuts messages, in their order, into requests of at most so many bytes; a larger message is alone. */
export function cutRequests(
  messages: readonly Message[],
  mostBytes: number,
): readonly (readonly Message[])[] {
  const requests: Message[][] = [];
  let room = 0;
  for (const message of messages) {
    const last = requests.at(-1);
    if (last === undefined || message.bytes > room) {
      requests.push([message]);
      room = mostBytes - batchOverheadBytes - message.bytes;
    } else {
      last.push(message);
      room -= message.bytes;
    }
  }
  return requests;
}
