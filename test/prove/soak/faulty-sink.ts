import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Random } from "@musette/testing";

/** What a sink can do by turns. */
export const moods = ["well", "slow", "down", "throttling", "flaky"] as const;
/** One that hangs takes what it is sent and never answers. */
export type Mood = (typeof moods)[number] | "hanging";

/** A receiver of webhooks that keeps of each only its id, and does as it is told. */
export interface FaultySink extends AsyncDisposable {
  readonly origin: string;
  mood: Mood;
  /** Ids of what was taken. */
  readonly taken: ReadonlySet<string>;
  /** Taken again after it was taken. */
  readonly repeats: number;
}

const slowMs = 300;

export async function openFaultySink(random: Random): Promise<FaultySink> {
  const taken = new Set<string>();
  let repeats = 0;
  let mood: Mood = "well";

  function take(id: string, response: ServerResponse): void {
    if (taken.has(id)) repeats++;
    taken.add(id);
    response.writeHead(200).end();
  }

  const server = createServer((request, response) => {
    const id = String(request.headers["webhook-id"]);
    request.resume();
    request.once("end", () => {
      if (mood === "hanging") return;
      if (mood === "down" || (mood === "flaky" && random.chance(0.3))) {
        response.writeHead(503).end();
      } else if (mood === "throttling" && random.chance(0.7)) {
        response.writeHead(429, { "retry-after": "1" }).end();
      } else if (mood === "slow") {
        setTimeout(() => take(id, response), slowMs);
      } else take(id, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
    },
    get repeats() {
      return repeats;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
