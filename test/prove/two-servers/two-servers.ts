import { generatePelotonWorkout } from "@musette/testing";
import {
  makeHome,
  startMusette,
  testConfig,
  type Home,
  type MusetteProcess,
} from "../../e2e/musette-process.ts";
import type { Proof, ProofRun } from "../proof.ts";
import { waysToOneJournal, type TwoWays } from "./ways.ts";

const scales = { short: { rounds: 1, races: 1 }, full: { rounds: 5, races: 20 } } as const;
const racers = 4;

export const twoServers: Proof = {
  name: "two-servers",
  title:
    "Two servers on one journal by mistake, by the same path or another way to the file, one after the other or at once",
  bar: "the second refuses to start and says who holds it, the first goes on; after a SIGKILL the second starts with all that was acknowledged",

  async run(run) {
    const { rounds, races } = scales[run.scale];
    const total = rounds * Object.keys(waysToOneJournal).length + races;
    const figures: Record<string, string | number> = { "rounds of each": rounds };
    const notes: string[] = [];
    let done = 0;
    for (const [name, lay] of Object.entries(waysToOneJournal)) {
      let held = 0;
      for (let round = 0; round < rounds; round++) {
        run.signal.throwIfAborted();
        const complaint = await tryWay(lay, run.seed + round);
        if (complaint === undefined) held++;
        else notes.push(`${name}: ${complaint}`);
        run.progress(++done, total, name);
      }
      figures[name] = `refused ${held} of ${rounds}`;
    }
    let single = 0;
    for (let race = 0; race < races; race++) {
      const started = await startAtOnce(run);
      if (started === 1) single++;
      else notes.push(`${started} of ${racers} started at once on one journal`);
      run.progress(++done, total, "at once");
    }
    figures[`${racers} at once`] = `one started, ${single} of ${races}`;
    return { met: notes.length === 0, figures, notes: notes.slice(0, 20) };
  },
};

/** @returns what was wrong. */
async function tryWay(lay: (folder: string) => Promise<TwoWays>, seed: number): Promise<string | undefined> {
  await using home = await makeHome();
  const { first: firstPath, second: secondPath, afterFirst, otherwise } = await lay(home.folder);
  const firstFile = await home.write("first.yaml", configOf(home, firstPath));
  const secondFile = await home.write("second.yaml", configOf(home, secondPath));
  await using first = await startMusette(firstFile);
  await afterFirst?.();
  const workouts = [0, 1].map((n) => generatePelotonWorkout({ seed: seed * 2 + n, durationSeconds: 60 }));
  if ((await send(first, workouts[0])) !== 202) return "the first did not take a workout";

  const said = await refusal(secondFile);
  if (said === undefined) return "the second started";
  const expected = otherwise?.says ?? `in use by process ${first.child.pid}. Stop that one first`;
  if (!said.includes(expected)) return `the second does not say who holds it: ${said.slice(0, 300)}`;
  if ((await send(first, workouts[1])) !== 202) return "the first did not go on";

  await first.kill("SIGKILL");
  await otherwise?.putRight();
  await using second = await startMusette(otherwise === undefined ? secondFile : firstFile);
  for (const workout of workouts) {
    if ((await send(second, workout)) !== 200)
      return "after the kill, the second did not know what was acknowledged";
  }
  return undefined;
}

async function send(musette: MusetteProcess, workout: unknown): Promise<number> {
  return (await musette.post("/ingest/peloton?user_id=me", workout)).status;
}

/** What it said when it did not start; undefined when it started. */
async function refusal(configFile: string): Promise<string | undefined> {
  try {
    await using _started = await startMusette(configFile);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How many of several that are started in the same moment come up. */
async function startAtOnce({ signal }: ProofRun): Promise<number> {
  signal.throwIfAborted();
  await using home = await makeHome();
  const configFile = await home.write("musette.yaml", configOf(home, home.file("journal.db")));
  const attempts = await Promise.allSettled(Array.from({ length: racers }, () => startMusette(configFile)));
  const started = attempts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  await Promise.all(started.map((one) => one.kill("SIGKILL")));
  return started.length;
}

function configOf(home: Home, journal: string): string {
  return testConfig(home).replace(JSON.stringify(home.file("journal.db")), JSON.stringify(journal));
}
