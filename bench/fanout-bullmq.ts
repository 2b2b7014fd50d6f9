// BullMQ's side of the fan-out benchmark. The payload is stored once and the jobs carry its key; jobs
// are added in bulk and Redis answers after fsync (appendfsync always).
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { eventPayloads } from "./event-payloads.ts";
import { startDurableRedis } from "./durable-redis.ts";

const destinations = 5;
const events = Number(process.argv[2] ?? 10_000);
const inFlight = 64;
const redis = await startDurableRedis();
const connection = { host: "127.0.0.1", port: redis.port, maxRetriesPerRequest: null };
const queues = Array.from(
  { length: destinations },
  (_, index) => new Queue(`destination-${index}`, { connection }),
);
const client = new Redis(connection);

let delivered = 0;
let allDelivered: () => void = () => {};
const done = new Promise<void>((resolve) => (allDelivered = resolve));
const workers = queues.map(
  ({ name }) =>
    new Worker(
      name,
      async (job: { readonly data: { readonly payload: string } }) => {
        await client.get(job.data.payload);
        if (++delivered === events * destinations) allDelivered();
      },
      { connection, concurrency: 100, removeOnComplete: { count: 0 } },
    ),
);
await Promise.all(workers.map((worker) => worker.waitUntilReady()));

const payloads = eventPayloads();
const startedMs = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: inFlight }, async () => {
    while (next < events) {
      const index = next++;
      const key = `payload:${index}`;
      await client.set(key, Buffer.from(payloads(index).bytes.buffer));
      await Promise.all(
        queues.map((queue) => queue.add("event", { payload: key }, { jobId: `event-${index}` })),
      );
    }
  }),
);
await done;
const perSecond = (events * destinations) / ((performance.now() - startedMs) / 1000);
await Promise.all(workers.map((worker) => worker.close()));
await Promise.all(queues.map((queue) => queue.close()));
client.disconnect();
await redis.stop();
process.once("SIGTERM", () => process.exit(0));
process.send?.(perSecond);
