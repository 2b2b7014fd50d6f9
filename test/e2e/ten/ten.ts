// One Peloton ride to all ten destinations, read back by clients that are not ours: `npm run ten`.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { generatePelotonWorkout, stopStartedServers } from "@musette/testing";
import { handToTen } from "./hand-to-ten.ts";
import { tenTable } from "./ten-table.ts";

const help = `Usage: npm run ten -- [--json] [FILE]

Starts a server whose one YAML has all ten destinations on the test servers (see npm run services), posts
one Peloton ride, reads it back from each with a client that is not ours, and prints what it found.

  FILE    JSON of one workout with its performance graph (default: one that is generated)
  --json  print JSON

Exit code: 1 when a destination has something else than was sent, or nothing.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
});
const [file, ...more] = positionals;
if (values.help) console.log(help);
else if (more.length > 0) {
  console.error(`${help}\n\nOne file at a time.`);
  process.exitCode = 2;
} else process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const handed = await handToTen(await ride());
    console.log(values.json ? JSON.stringify(handed, null, 2) : tenTable(handed));
    return handed.places.every(({ isSame }) => isSame) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await stopStartedServers();
  }
}

async function ride(): Promise<unknown> {
  if (file === undefined) {
    // A ride of half an hour is more than the megabyte that SQS takes without a claim check.
    return generatePelotonWorkout({ seed: 10, durationSeconds: 1_200, hasGaps: false });
  }
  const text = await readFile(file, "utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error });
  }
}
