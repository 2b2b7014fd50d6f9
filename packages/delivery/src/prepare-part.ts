import type { StoredEvent } from "@musette/journal";
import { batchIdOf } from "./batch-id-of.ts";
import type { ClaimChecks } from "./claim-check.ts";
import type { DeliveryObserver, DestinationPlan } from "./delivery.ts";
import type { Job, Part } from "./job.ts";
import type { LoadRecords } from "./load-records.ts";
import { toLostEvent, type Pending } from "./pending.ts";
import type { PutAway } from "./put-away.ts";

export type Prepared =
  /** The first part of the job, with records that can be written. */
  | { readonly kind: "ready"; readonly part: Part }
  /** Nothing is left of the part, and it is no longer in the job. */
  | { readonly kind: "nothing" }
  | { readonly kind: "stopped" };

export interface PreparePartOptions {
  readonly plan: Pick<DestinationPlan, "name">;
  readonly loadRecords: LoadRecords;
  /** Its user was erased while it waited: it is passed over. */
  readonly isErased: (event: StoredEvent) => boolean;
  /** Undefined: no record is marked for it. */
  readonly claimChecks: ClaimChecks | undefined;
  readonly putAway: PutAway;
  readonly now: () => number;
  readonly observe: Pick<Required<DeliveryObserver>, "attempt">;
}

/**
 * Makes the records of a job's next part. Those that are too large become a part of their own, behind
 * the others, so that what fits does not wait for the claim check; when their turn comes, their bodies
 * are stored and there are pointers in it.
 */
export function createPreparePart(options: PreparePartOptions): (job: Job, next: Part) => Promise<Prepared> {
  const { plan, loadRecords, isErased, claimChecks, putAway, now, observe } = options;

  /** Bodies are dropped while a job waits; one that cannot be made again is a dead letter. */
  async function load(job: Job, whole: Part): Promise<Part> {
    const isGone = ({ event }: Pending) => isErased(event);
    const part = whole.pendings.some(isGone)
      ? { batchId: whole.batchId, pendings: whole.pendings.filter((pending) => !isGone(pending)) }
      : whole;
    const { refusals } = await loadRecords(part.pendings);
    if (refusals.length === 0) return part;
    const refused = new Set(refusals.map(({ pending }) => pending));
    for (const { pending, failure } of refusals) job.lost.push(toLostEvent(pending, failure, now()));
    return { batchId: part.batchId, pendings: part.pendings.filter((pending) => !refused.has(pending)) };
  }

  /** Returns the pointers; undefined when stopped. */
  async function claim(job: Job, { pendings }: Part): Promise<Part | undefined> {
    const startedAtMs = now();
    const failures = await claimChecks?.store(pendings);
    if (failures === undefined) return undefined;
    for (const [pending, failure] of failures) putAway(job, pending, failure);
    for (const [code, failed] of Map.groupBy(failures.values(), (failure) => failure.code)) {
      observe.attempt(plan.name, code, failed.length, now() - startedAtMs);
    }
    const stored = pendings.filter((pending) => !failures.has(pending));
    return { batchId: batchIdOf(`${plan.name}-claim`, stored), pendings: stored };
  }

  return async function preparePart(job, next) {
    const [fitting, large] = divide(await load(job, next));
    const parts = [fitting, large].filter(({ pendings }) => pendings.length > 0);
    job.parts.splice(0, 1, ...parts);
    const [part] = parts;
    if (part === undefined) return { kind: "nothing" };
    if (part === fitting) return { kind: "ready", part };
    const claimed = await claim(job, large);
    if (claimed === undefined) return { kind: "stopped" };
    if (claimed.pendings.length === 0) {
      job.parts.shift();
      return { kind: "nothing" };
    }
    job.parts.splice(0, 1, claimed);
    return { kind: "ready", part: claimed };
  };
}

/** What can be written as it is, under the batch's own id, and what has to go to the claim check. */
function divide(part: Part): readonly [fitting: Part, large: Part] {
  const { batchId, pendings } = part;
  const large = pendings.filter(({ claimCheck }) => claimCheck === "needed");
  if (large.length === 0) return [part, { batchId, pendings: [] }];
  const fitting = pendings.filter(({ claimCheck }) => claimCheck !== "needed");
  return [
    { batchId, pendings: fitting },
    { batchId, pendings: large },
  ];
}
