import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort } from "./free-port.ts";

it("gives ports that can be listened at, each once, and none that is taken", async () => {
  await using held = new AsyncDisposableStack();
  const ports: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const next = await freePort();
    // The one that would come next is taken by somebody else.
    for (const port of count % 5 === 0 ? [next, next + 1] : [next]) {
      const server = createServer().listen(port, "127.0.0.1");
      held.defer(() => void server.close());
      await once(server, "listening");
    }
    ports.push(next);
  }
  expect(new Set(ports).size).toBe(20);
  expect(ports.filter((port) => port < 19_000 || port >= 31_000)).toEqual([]);
});

it("gives several at once that differ", async () => {
  const ports = await Promise.all(Array.from({ length: 10 }, freePort));
  expect(new Set(ports).size).toBe(10);
});
