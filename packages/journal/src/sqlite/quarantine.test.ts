import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const problem = { code: "ingest.unrecognised", pointer: "/1/metrics", message: "metrics is not an array" };

it("keeps what could not be normalized beside the payload it is in", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "one" }], { quarantine: [{ item: 1, ...problem }] }));
  await journal.append(makeAppend([], { source: "ifit", quarantine: [{ item: 0, ...problem }] }));
  const quarantined = await journal.quarantined({ afterId: 0, limit: 10 });
  expect(quarantined).toMatchObject([
    { item: 1, ...problem, payloadId: 1, source: "peloton", developer: "local-dev" },
    { item: 0, ...problem, payloadId: 2, source: "ifit", receivedAtMs: 1_700_000_000_000 },
  ]);
  expect((await journal.readPayloads(quarantined.map(({ payloadId }) => payloadId))).size).toBe(2);
  expect(await journal.stats()).toMatchObject({ events: 1, quarantined: 2 });
  const [first] = quarantined;
  expect(await journal.quarantined({ afterId: first?.id ?? 0, limit: 10 })).toHaveLength(1);
});
