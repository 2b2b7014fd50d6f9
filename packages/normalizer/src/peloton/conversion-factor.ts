import type { Units } from "./units.ts";
import { unrecognised } from "./unrecognised.ts";

/**
 * What to multiply with. Peloton writes in the units of the account, so the payload is asked every
 * time.
 *
 * @throws {IngestError} `ingest.unrecognised`: a unit that is not known is not guessed.
 */
export function conversionFactor(displayUnit: unknown, units: Units, pointer: string): number {
  const unit = typeof displayUnit === "string" ? displayUnit.trim().toLowerCase() : (displayUnit ?? "");
  const factor = typeof unit === "string" ? units.get(unit) : undefined;
  if (factor === undefined) throw unrecognised(pointer, `one of the units ${[...units.keys()].join(", ")}`);
  return factor;
}
