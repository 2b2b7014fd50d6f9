import * as fc from "fast-check";
import { userIds } from "./journal-model.ts";
import type { TestEvent } from "./make-append.ts";

/** One thing that is done to a journal and to its model. */
export type Step =
  | { readonly kind: "append"; readonly events: readonly TestEvent[] }
  | { readonly kind: "claim"; readonly length: number }
  | { readonly kind: "settle"; readonly pick: number; readonly fate: "delivered" | "retry" | "dead" }
  | { readonly kind: "fail"; readonly pick: number }
  | { readonly kind: "requeue"; readonly seq: number }
  | { readonly kind: "bury"; readonly seq: number }
  | { readonly kind: "exhume"; readonly seq: number }
  | { readonly kind: "quarantine"; readonly userId: string }
  | { readonly kind: "rerun"; readonly id: number }
  | { readonly kind: "dropQuarantine"; readonly id: number }
  | { readonly kind: "forget" }
  | { readonly kind: "erase"; readonly userId: string; readonly keepNewest: boolean }
  | { readonly kind: "prune" }
  | { readonly kind: "reopen" }
  | { readonly kind: "crash" };

const testEvent = fc.record({
  key: fc.constantFrom("u1 a", "u1 b", "u2 a", "u2 b"),
  content: fc.constantFrom("a", "b"),
});

/** Any of them, those that make something to work on more often. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      events: fc.array(testEvent, { maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("claim" as const), length: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      pick: fc.nat(9),
      fate: fc.constantFrom("delivered", "retry", "dead"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("fail" as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("requeue" as const), seq: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("bury" as const), seq: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("exhume" as const), seq: fc.nat(40) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("quarantine" as const), userId: fc.constantFrom(...userIds) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("rerun" as const), id: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("dropQuarantine" as const),
      id: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "forget" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("erase" as const),
      userId: fc.constantFrom(...userIds),
      keepNewest: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "prune" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "crash" as const }) },
);
