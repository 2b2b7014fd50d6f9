import { connect } from "node:net";

/**
 * Sends bytes as they are, and returns all that came back until the server closed the connection or was
 * quiet for `quietMs`. For requests that no HTTP client would send.
 */
export function sendRaw(url: string, text: string | Uint8Array, quietMs = 1_500): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding("latin1").setTimeout(quietMs, () => socket.destroy());
    socket.on("data", (part: string) => (answer += part));
    // A server that closes in the middle of our writing resets the connection: what it said still counts.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

/** The status of each answer in what `sendRaw` returned. */
export function statusesOf(answer: string): readonly number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
