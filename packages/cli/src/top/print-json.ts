import { once } from "node:events";
import type { AdminClient } from "../admin-client.ts";
import { printable } from "../printable.ts";
import { pollOverview } from "./poll-overview.ts";

/** Writes each overview as one line of JSON, until it is stopped; what is in the way goes to stderr, once. */
export async function printJson(admin: AdminClient, everyMs: number, stop: AbortController): Promise<void> {
  const { signal } = stop;
  let said = "";
  // Who reads has seen enough.
  process.stdout.on("error", () => stop.abort());
  await pollOverview(admin, {
    everyMs,
    signal,
    onOverview: async (overview) => {
      said = "";
      const isTaken = process.stdout.write(`${JSON.stringify(overview)}\n`);
      if (!isTaken) await once(process.stdout, "drain", { signal }).catch(() => undefined);
    },
    onProblem: ({ message }) => {
      if (message !== said) process.stderr.write(printable(`musette top: ${message} Asking again.\n`));
      said = message;
    },
  });
}
