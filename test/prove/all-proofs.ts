import { damage } from "./damage/damage.ts";
import type { Proof } from "./proof.ts";

/** Every row of `docs/reliability.md`, in its order. */
export const allProofs: readonly Proof[] = [damage];
