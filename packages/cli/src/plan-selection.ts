import type { DestinationConfig } from "@musette/config";
import type { Selection } from "@musette/delivery";
import { createSelect } from "@musette/formats";

/**
 * What `fields` and `samples` of a destination select; undefined where that is everything. Destinations
 * that ask for the same have equal keys, in whichever order they list it.
 */
export function planSelection({
  fields,
  samples,
}: Pick<DestinationConfig, "fields" | "samples">): Selection | undefined {
  if (fields === null && samples === "all") return undefined;
  const keep = fields?.keep?.toSorted() ?? null;
  const drop = fields?.drop?.toSorted() ?? null;
  return {
    key: JSON.stringify([keep, drop, samples]),
    select: createSelect({ ...(keep && { keep }), ...(drop && { drop }), samples }),
  };
}
