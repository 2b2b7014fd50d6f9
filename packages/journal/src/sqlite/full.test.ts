import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const maxBytes = 6_000_000;
const bodyBytes = 200_000;

function appendBody(journal: Journal, key: string) {
  return journal.append(
    makeAppend([{ key }], { receivedAtMs: 1_000, bytes: new Uint8Array(randomBytes(bodyBytes)) }),
  );
}

/** Appends until one is refused; returns how many were stored, and why no more. */
async function fill(journal: Journal, round: string): Promise<{ stored: number; refusal: unknown }> {
  for (let stored = 0; stored < 1_000; stored += 1) {
    try {
      await appendBody(journal, `${round}-${stored}`);
    } catch (refusal) {
      return { stored, refusal };
    }
  }
  throw new Error("The journal took 200 MB.");
}

it("refuses appends at its limit, still reads, settles and knows repeats, and recovers after a prune", async () => {
  const journal = await openJournal({ maxBytes });
  await journal.openCursor("lake", "beginning");
  const { stored, refusal } = await fill(journal, "first");
  expect(refusal).toMatchObject({ code: "journal.full" });
  // Nearly all of the limit was of use: pages are 32 KB and the schema takes some.
  expect(stored).toBeGreaterThan(20);
  expect(stored * bodyBytes).toBeLessThan(maxBytes);

  expect(await journal.stats()).toMatchObject({ events: stored, headSeq: stored, maxBytes });
  expect(await appendBody(journal, "first-0")).toMatchObject([{ seq: 1, duplicate: true }]);
  expect((await journal.readPayloads([1])).get(1)?.bytes).toHaveLength(bodyBytes);

  await journal.claim("lake", { id: "all", after: 0, through: stored });
  await journal.settle("lake", { claimId: "all", removeRetries: [], retries: [], deadLetters: [] });
  const { signal } = new AbortController();
  expect(await journal.prune({ beforeMs: 2_000, signal })).toEqual({ events: stored });

  const again = await fill(journal, "second");
  expect(again.refusal).toMatchObject({ code: "journal.full" });
  expect(again.stored).toBeGreaterThanOrEqual(stored - 1);
});
