import { seededRandom } from "../../samples/random.ts";
import { assertHolds } from "../assert-holds.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { killBatch } from "../kill-batch.ts";
import { runChild } from "../run-child.ts";

const rounds = 4;
const batchesInRound = 8;
const mostRecords = 50;

/** A process that is gone from one instruction to the next, as in a power cut of one program. */
export const killCases: readonly ConformanceCase[] = [
  {
    name: "loses nothing when its process is killed in the middle of a write",
    timeoutMs: 180_000,
    async run({ subject, target, print }) {
      const { moduleUrl, definition, name, seed = 1 } = subject;
      const random = seededRandom(seed);
      const batchSize = Math.min(mostRecords, definition.limits.records);
      const task = { moduleUrl, config: target.config, batchSize };
      let killedInWrite = 0;

      for (let round = 0; round < rounds; round += 1) {
        const batches = Array.from({ length: batchesInRound }, (_, index) => round * batchesInRound + index);
        const batch = round * batchesInRound + random.integer(1, batchesInRound - 2);
        const killed = await runChild({ ...task, batches }, { batch, progress: random.next() });
        killedInWrite += killed.killedInWrite ? 1 : 0;
        // What write had returned for is delivered; delivery repeats only what it had not.
        await runChild({ ...task, batches: batches.filter((index) => !killed.done.has(index)) });
      }

      const written = Array.from({ length: rounds * batchesInRound }, (_, index) =>
        killBatch(index, batchSize),
      );
      const repeats = await assertHolds(target, definition.guarantee, written.flat());
      print(
        `${name}: killed ${rounds} times (${killedInWrite} in the middle of a write): ` +
          `of ${written.flat().length} records 0 lost, ${repeats} held more than once`,
      );
    },
  },
];
