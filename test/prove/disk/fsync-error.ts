import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { generatePelotonWorkout, seededRandom } from "@musette/testing";
import { eventually } from "../../e2e/eventually.ts";
import { makeHome, startMusette, testConfig, type MusetteProcess } from "../../e2e/musette-process.ts";
import type { Proof } from "../proof.ts";
import { expectDelivered } from "./expect-delivered.ts";

const run = promisify(execFile);
const shim = path.join(import.meta.dirname, "fail-fsync.c");
const cycles = { short: 3, full: 100 } as const;
const senders = 4;

/** A real error of the system call, put in between by a library that is preloaded into the server. */
export const fsyncError: Proof = {
  name: "fsync-error",
  title: "fsync fails with an input/output error",
  bar: "fatal for that append: not acknowledged; nothing that was acknowledged is lost, also by a kill right after",

  async run({ scale, seed, signal, ...shown }) {
    const random = seededRandom(seed);
    await using home = await makeHome();
    const library = home.file("fail-fsync.so");
    await run("gcc", ["-shared", "-fPIC", "-O1", "-o", library, shim, "-ldl"]);
    const flag = home.file("failing");
    const configFile = await home.write("musette.yaml", testConfig(home));
    const env = { LD_PRELOAD: library, FAIL_FSYNC_OF: "journal.db", FAIL_FSYNC_WHILE: flag };
    const acknowledged = new Set<string>();
    const counts = { refused: 0, "acknowledged while fsync failed": 0, "without Retry-After": 0 };
    let next = 1;

    async function post(musette: MusetteProcess): Promise<number> {
      const workout = generatePelotonWorkout({ seed: next++, discipline: "strength", durationSeconds: 300 });
      const response = await musette.post("/ingest/peloton?user_id=me", workout);
      const { events = [] } = (await response.json()) as {
        readonly events?: readonly { readonly id: string }[];
      };
      if (response.status === 202) for (const { id } of events) acknowledged.add(id);
      else {
        counts.refused++;
        if (response.status !== 503 || response.headers.get("retry-after") === null) {
          counts["without Retry-After"]++;
        }
      }
      return response.status;
    }

    for (let cycle = 0; cycle < cycles[scale]; cycle++) {
      signal.throwIfAborted();
      await using musette = await startMusette(configFile, env);
      await Promise.all(Array.from({ length: random.integer(1, 10) }, () => post(musette)));
      await writeFile(flag, "");
      for (let n = random.integer(1, 5); n > 0; n--) {
        const statuses = await Promise.all(Array.from({ length: senders }, () => post(musette)));
        counts["acknowledged while fsync failed"] += statuses.filter((status) => status < 300).length;
        await sleep(random.integer(0, 50));
      }
      await rm(flag);
      await eventually("an append after the disk works again", async () =>
        (await post(musette)) === 202 ? true : undefined,
      );
      await musette.kill("SIGKILL");
      shown.progress(cycle + 1, cycles[scale], `${counts.refused} refused`);
    }
    await using musette = await startMusette(configFile);
    const lost = await expectDelivered(musette, home.file("warehouse.db"), acknowledged);
    const figures = { cycles: cycles[scale], acknowledged: acknowledged.size, ...counts, lost };
    const met =
      lost === 0 &&
      counts.refused > 0 &&
      counts["acknowledged while fsync failed"] === 0 &&
      counts["without Retry-After"] === 0;
    return { met, figures };
  },
};
