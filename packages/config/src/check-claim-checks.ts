import type { ConnectorDefinition } from "@musette/core";
import { type Path, pathText, type Problem } from "./problem.ts";
import type { Tree } from "./read-tree.ts";
import { suggest } from "./suggest.ts";
import { valueAt } from "./value-at.ts";

/** A destination's block as far as it can be read, and its connector where it was found. */
export interface ClaimCheckBlock {
  readonly block: unknown;
  readonly definition: ConnectorDefinition | undefined;
}

/**
 * Every `claim_check` must name another destination of the file, an object store that does not use a
 * claim check itself.
 */
export function checkClaimChecks(blocks: readonly ClaimCheckBlock[], tree: Tree): readonly Problem[] {
  const stores = blocks.flatMap(({ block, definition }) => {
    const name = nameOf(block);
    return name !== undefined && isObjectStore(definition) && !usesClaimCheck(block) ? [name] : [];
  });

  return blocks.flatMap(({ block }, index): readonly Problem[] => {
    const path: Path = ["destinations", index, "claim_check", "destination"];
    const wanted = valueAt(block, ["claim_check", "destination"]);
    if (typeof wanted !== "string" || wanted === "" || tree.failed.has(pathText(path))) return [];
    const problem = problemOf(wanted, index);
    return problem === undefined ? [] : [{ path, at: "value", message: problem }];
  });

  function problemOf(wanted: string, index: number): string | undefined {
    if (nameOf(blocks[index]?.block) === wanted)
      return `a destination cannot be its own claim check${choice()}`;
    const at = blocks.findIndex(({ block }) => nameOf(block) === wanted);
    const found = blocks[at];
    if (found === undefined) {
      const names = blocks.flatMap(({ block }, other) => (other === index ? [] : (nameOf(block) ?? [])));
      return `no destination has this name${suggest(wanted, names)}${choice()}`;
    }
    if (usesClaimCheck(found.block)) {
      return `${pathText(["destinations", at])} has a claim check itself; name a destination that has none`;
    }
    if (found.definition === undefined || isObjectStore(found.definition)) return undefined;
    return `a ${found.definition.type} destination is no object store${choice()}`;
  }

  function choice(): string {
    return stores.length === 0
      ? "; add a destination that is an object store"
      : `; object stores: ${stores.join(", ")}`;
  }
}

function isObjectStore(definition: ConnectorDefinition | undefined): boolean {
  return definition?.storesObjects === true && definition.guarantee === "idempotent";
}

function nameOf(block: unknown): string | undefined {
  const name = valueAt(block, ["name"]);
  return typeof name === "string" ? name : undefined;
}

function usesClaimCheck(block: unknown): boolean {
  return valueAt(block, ["claim_check"]) !== undefined;
}
