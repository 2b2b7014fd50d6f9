import type { Machine } from "./machine.ts";
import type { Proof, ProofResult, ProofRun } from "./proof.ts";

/** What came of a proof, as `docs/reliability.json` keeps it. */
export interface Outcome extends ProofResult {
  readonly name: string;
  readonly scale: ProofRun["scale"];
  readonly seed: number;
  /** What runs it again. */
  readonly command: string;
  /** ISO 8601, when it began. */
  readonly date: string;
  readonly seconds: number;
  /** With `+` behind it where files differed from it. */
  readonly commit: string;
  readonly machine: Machine;
}

/** How it was run: the same for all proofs of one call. */
export interface Occasion {
  readonly scale: ProofRun["scale"];
  readonly seed: number;
  readonly commit: string;
  readonly machine: Machine;
}

/** The command that repeats a run. */
export function commandOf(name: string, { scale, seed }: Pick<Occasion, "scale" | "seed">): string {
  return `npm run prove -- ${name}${scale === "short" ? " --short" : ""} --seed ${seed}`;
}

/** Runs one proof to its end. A proof that throws has missed its bar. */
export async function runProof(
  proof: Proof,
  occasion: Occasion,
  run: Pick<ProofRun, "signal" | "progress" | "picture">,
): Promise<Outcome> {
  const { scale, seed, commit, machine } = occasion;
  const date = new Date().toISOString();
  const startMs = performance.now();
  const result = await tryProof(proof, { scale, seed, ...run });
  return {
    name: proof.name,
    ...result,
    scale,
    seed,
    command: commandOf(proof.name, occasion),
    date,
    seconds: Math.round((performance.now() - startMs) / 100) / 10,
    commit,
    machine,
  };
}

async function tryProof(proof: Proof, run: ProofRun): Promise<ProofResult> {
  try {
    return await proof.run(run);
  } catch (error) {
    return { met: false, figures: {}, notes: [`Did not come to its end: ${describeError(error)}`] };
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
