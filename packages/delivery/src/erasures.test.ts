import type { StoredEvent } from "@musette/journal";
import { expect, it } from "vitest";
import { createErasures } from "./erasures.ts";
import { createTestingJournal } from "./testing-journal.ts";

it("knows what was erased, what was kept, and what came later", () => {
  const erasures = createErasures();
  const events = createTestingJournal().store({}, {}, {}, {});
  const erased = (others: Partial<StoredEvent> = {}) =>
    events.filter((event) => erasures.isErased({ ...event, ...others })).map(({ seq }) => seq);
  expect(erased()).toEqual([]);
  erasures.note({ userId: "user", throughSeq: 3, keep: [2] });
  expect(erased()).toEqual([1, 3]);
  expect(erased({ user: { user_id: "another", provider: "PELOTON" } })).toEqual([]);
  // The user came back, and is erased again: what was kept before has no user and is still to be delivered.
  erasures.note({ userId: "user", throughSeq: 4, keep: [] });
  expect(erased()).toEqual([1, 3, 4]);
});
