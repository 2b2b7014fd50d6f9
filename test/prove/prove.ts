import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { allProofs } from "./all-proofs.ts";
import { describeCommit, describeMachine } from "./machine.ts";
import { runProof, type Outcome } from "./outcome.ts";
import { outcomeTable } from "./outcome-table.ts";
import { progressLine } from "./progress-line.ts";
import type { Proof } from "./proof.ts";
import { publish } from "./reliability-files.ts";

const help = `npm run prove [-- NAME… --short --seed N --json --write]

  NAME      only these (default: all)
  --short   a smaller scale, minutes for all
  --seed N  repeats a run
  --json    prints the outcomes as JSON
  --write   writes docs/reliability.md and .json: the rows of other proofs stay as they were
  --page    only writes the page anew from docs/reliability.json
  --list    names them, with their bars
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: "boolean", default: false },
    seed: { type: "string" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    page: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function chosen(names: readonly string[]): readonly Proof[] {
  const unknown = names.filter((name) => !allProofs.some((proof) => proof.name === name));
  if (unknown.length > 0) {
    refuse(
      `There is no proof ${unknown.join(", ")}. There are: ${allProofs.map(({ name }) => name).join(", ")}.`,
    );
  }
  return names.length === 0 ? allProofs : allProofs.filter(({ name }) => names.includes(name));
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return randomInt(1, 2 ** 31);
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) refuse(`--seed ${text} is not a whole number.`);
  return seed;
}

async function prove(proofs: readonly Proof[]): Promise<void> {
  const stopped = new AbortController();
  // The first stops the proof that runs, which cleans up; the second ends at once, as it would without this.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stopped.abort(new Error(`stopped by ${signal}`)));
  }
  const occasion = {
    scale: values.short ? ("short" as const) : ("full" as const),
    seed: seedOf(values.seed),
    commit: await describeCommit(),
    machine: await describeMachine(),
  };
  console.error(
    `${proofs.length} proofs at the ${occasion.scale} scale, seed ${occasion.seed}, commit ${occasion.commit}`,
  );
  const outcomes: Outcome[] = [];
  for (const proof of proofs) {
    const line = progressLine(proof.name);
    const pictures = new Map<string, string>();
    const outcome = await runProof(proof, occasion, {
      signal: stopped.signal,
      progress: (done, total, note) => line.show(done, total, note),
      picture: (name, svg) => void pictures.set(name, svg),
    });
    line.end();
    if (stopped.signal.aborted) break;
    outcomes.push(outcome);
    console.error(`  ${proof.name}: ${outcome.met ? "met" : "MISSED"}`);
    // After each, so that a long run that is stopped has not been for nothing.
    if (values.write) await publish(allProofs, [outcome], pictures);
  }
  console.log(values.json ? JSON.stringify(outcomes, null, 2) : `\n${outcomeTable(proofs, outcomes)}`);
  if (stopped.signal.aborted || outcomes.some(({ met }) => !met)) process.exitCode = 1;
}

if (values.help) console.log(help);
else if (values.list) {
  for (const { name, title, bar } of allProofs) console.log(`${name}\n  ${title}\n  ${bar}`);
} else if (values.page) await publish(allProofs, []);
else await prove(chosen(positionals));
