// Musette's side of the fan-out benchmark: the real journal and delivery, five connectors that do nothing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "@musette/core";
import { createDelivery, createEventBodies } from "@musette/delivery";
import { openSqliteJournal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { appendEvents } from "./append-events.ts";
import { noOpDestination } from "./no-op-destination.ts";

const destinations = 5;
const events = Number(process.argv[2] ?? 100_000);
const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-"));
const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });

let delivered = 0;
const bodies = createEventBodies({
  journal,
  maxBytes: 64 * 1024 * 1024,
  renormalize: ({ source, bytes }) =>
    normalize(source, JSON.parse(new TextDecoder().decode(bytes)), { user: null, orderedAtMs: null }).events,
});
const delivery = createDelivery({
  journal,
  bodies,
  clock: systemClock,
  destinations: Array.from({ length: destinations }, (_, index) =>
    noOpDestination(`no-op-${index}`, (records) => (delivered += records)),
  ),
});
await delivery.start();
const startedMs = performance.now();
await appendEvents(journal, events, undefined, (event, bytes) => bodies.remember(event, bytes));
await delivery.drained({ signal: AbortSignal.timeout(120_000) });
const perSecond = (events * destinations) / ((performance.now() - startedMs) / 1000);
if (delivered !== events * destinations) {
  throw new Error(`${delivered} deliveries were made, ${events * destinations} expected`);
}
await delivery.stop({ timeoutMs: 1_000 });
await journal.close();
await rm(folder, { recursive: true, force: true });
process.once("SIGTERM", () => process.exit(0));
process.send?.(perSecond);
