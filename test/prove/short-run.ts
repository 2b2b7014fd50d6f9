import type { ProofRun } from "./proof.ts";

/** How CI runs a proof: in seconds, and the same each time. */
export const shortRun: ProofRun = {
  scale: "short",
  seed: 2_026,
  signal: new AbortController().signal,
  progress: () => {},
};
