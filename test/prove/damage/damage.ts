import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { seededRandom } from "@musette/testing";
import type { Proof } from "../proof.ts";
import { buildJournal } from "./build-journal.ts";
import { injure } from "./injure.ts";
import { judge, type Judgement } from "./judge.ts";
import { readAnswers, type Answers } from "./read-answers.ts";

const scales = { short: { injuries: 50, events: 120 }, full: { injuries: 3_000, events: 300 } } as const;

export const damage: Proof = {
  name: "damage",
  title: "Torn writes, truncated write-ahead logs and flipped bits in the journal's files",
  bar: "detected, reported, the rest served; never a silently wrong event",

  async run(run) {
    const { scale, seed, signal } = run;
    const { injuries, events } = scales[scale];
    const folder = await mkdtemp(path.join(tmpdir(), "musette-damage-"));
    const counts = { harmless: 0, reported: 0, refused: 0, mislisted: 0, wrong: 0, lost: 0 };
    const kinds: Record<string, number> = {};
    const notes: string[] = [];
    try {
      const images = await buildJournal(folder, events, seededRandom(seed));
      const truths = new Map<string, Answers>();
      for (const { name, folder: image } of images) truths.set(name, await askWell(image, `${folder}/well`));
      for (let n = 0; n < injuries; n++) {
        signal.throwIfAborted();
        const random = seededRandom(seed + n);
        const image = images[random.integer(0, images.length - 1)];
        if (!image) throw new Error("There is no image of the journal.");
        const trial = `${folder}/trial`;
        await cp(image.folder, trial, { recursive: true });
        const injury = await injure(`${trial}/journal.db`, random, image.smallPages);
        const judgement = await judge(`${trial}/journal.db`, truths.get(image.name) ?? new Map());
        await rm(trial, { recursive: true });
        counts[judgement.outcome] += 1;
        kinds[injury.kind] = (kinds[injury.kind] ?? 0) + 1;
        if (isBad(judgement)) {
          notes.push(
            `${judgement.outcome}: ${image.name}, ${injury.text}, seed ${seed + n}: ${judgement.detail}`,
          );
        }
        run.progress(n + 1, injuries, `${counts.wrong} wrong, ${counts.lost} lost`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const figures = { injuries, ...kinds, ...counts };
    return { met: counts.wrong + counts.lost === 0, figures, notes: notes.slice(0, 20) };
  },
};

function isBad({ outcome }: Judgement): boolean {
  return outcome === "wrong" || outcome === "lost";
}

/** What the journal says as long as it is well. Of a copy: reading moves a write-ahead log into the database. */
async function askWell(image: string, copy: string): Promise<Answers> {
  await cp(image, copy, { recursive: true });
  const journal = await openSqliteJournal({ path: `${copy}/journal.db` });
  const answers = await readAnswers(journal, (error) => {
    throw error;
  });
  await journal.close();
  await rm(copy, { recursive: true });
  return answers;
}
