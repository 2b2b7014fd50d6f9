import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { allProofs } from "./all-proofs.ts";
import { runProof, type Outcome } from "./outcome.ts";
import { outcomeTable } from "./outcome-table.ts";
import { progressLine } from "./progress-line.ts";
import type { Proof } from "./proof.ts";
import { mergeOutcomes, readOutcomes, reliabilityFiles } from "./reliability-files.ts";
import { reliabilityPage } from "./reliability-page.ts";

const machine = {
  cores: 2,
  processor: "a processor",
  memoryGb: 4,
  platform: "linux x64",
  fileSystem: "ext4",
  node: "v24.0.0",
};
const occasion = { scale: "short", seed: 7, commit: "abc", machine } as const;
const quiet = { signal: new AbortController().signal, progress: () => {} };

function proofOf(name: string, run: Proof["run"]): Proof {
  return { name, title: `The case ${name}`, bar: `the bar of ${name}`, run };
}

const good = proofOf("good", async ({ seed }) => ({ met: true, figures: { seed, lost: 0 } }));
const bad = proofOf("bad", async () => {
  throw new Error("the disk | fell\nout");
});

it("counts a proof that throws as missed, and says why and how to run it again", async () => {
  const outcomes = [await runProof(good, occasion, quiet), await runProof(bad, occasion, quiet)];
  expect(outcomes).toMatchObject([
    { name: "good", met: true, figures: { seed: 7 } },
    { name: "bad", met: false },
  ]);
  const table = outcomeTable([good, bad], outcomes);
  expect(table).toContain("the disk | fell");
  expect(table).toContain("1 of 2 bars missed");
  expect(table).toContain("npm run prove -- bad --short --seed 7");
});

it("keeps the rows of proofs that were not run, and drops those of proofs that are gone", () => {
  const outcome = (name: string, date: string) =>
    ({ name, date, met: true, figures: {}, machine }) as unknown as Outcome;
  const merged = mergeOutcomes(
    [good, bad],
    [outcome("bad", "2026-01-01"), outcome("gone", "2026-01-01"), outcome("good", "2026-01-01")],
    [outcome("good", "2026-02-02")],
  );
  expect(merged.map(({ name, date }) => [name, date])).toEqual([
    ["good", "2026-02-02"],
    ["bad", "2026-01-01"],
  ]);
});

it("has a row for what was never run", () => {
  expect(reliabilityPage([good], [])).toContain("| The case good | the bar of good | not run yet |");
});

it("moves one line in a terminal, and writes few elsewhere", () => {
  const written: string[] = [];
  let nowMs = 0;
  const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) });
  const live = progressLine("soak", out(true), () => nowMs);
  for (; nowMs < 1000; nowMs += 10) live.show(nowMs, 1000, "5 per second");
  live.end();
  expect(written.length).toBeLessThan(15);
  expect(written.slice(0, -1).every((text) => text.startsWith("\r"))).toBe(true);
  expect(written.at(-1)).toBe("\n");

  written.length = 0;
  nowMs = 0;
  const plain = progressLine("soak", out(false), () => nowMs);
  for (; nowMs < 60_000; nowMs += 10) plain.show(nowMs, 60_000);
  plain.end();
  expect(written.length).toBeLessThan(6);
  expect(written.at(-1)).toMatch(/^ {2}soak .* 45,000\/60,000 {2}45 s, 15 s left\n$/);
});

it("has names of its own for every proof", () => {
  expect(new Set(allProofs.map(({ name }) => name)).size).toBe(allProofs.length);
});

it("publishes a page that is made from the published results, with a row for every proof", async () => {
  const page = await readFile(reliabilityFiles.page, "utf8");
  expect(page, "docs/reliability.md: `npm run prove -- --page` makes it anew").toBe(
    reliabilityPage(allProofs, await readOutcomes()),
  );
});
