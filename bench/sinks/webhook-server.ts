// The receiver of the sinks benchmark, in a process of its own: takes every POST, counts the events.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let taken = 0;
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(String(taken));
    taken = 0;
    return;
  }
  request.resume().once("end", () => {
    taken += 1;
    response.writeHead(200, { "content-length": "0" }).end();
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("SIGTERM", () => process.exit(0));
// The benchmark has ended, however it did.
process.once("disconnect", () => process.exit(0));
