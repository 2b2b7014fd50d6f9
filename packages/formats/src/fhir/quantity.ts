import { codeSystems } from "./code-systems.ts";
import type { Quantity } from "./resources.ts";

/** A number with its UCUM unit; alone where the model states no unit. */
export function quantity(value: number, unit: string | null): Quantity {
  return unit === null ? { value } : { value, unit, system: codeSystems.ucum, code: unit };
}
