import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Outcome } from "./outcome.ts";
import type { Proof } from "./proof.ts";
import { reliabilityPage } from "./reliability-page.ts";

const docs = path.resolve(import.meta.dirname, "../../docs");

/** The published results: the page, and the JSON that it is made from. */
export const reliabilityFiles = {
  page: path.join(docs, "reliability.md"),
  json: path.join(docs, "reliability.json"),
  images: path.join(docs, "img"),
};

/** The last outcome of each proof, as published. */
export async function readOutcomes(file: string = reliabilityFiles.json): Promise<readonly Outcome[]> {
  return JSON.parse(await readFile(file, "utf8")) as readonly Outcome[];
}

/** Puts new outcomes in the place of older ones of the same proofs; those of proofs that are gone go. */
export function mergeOutcomes(
  proofs: readonly Proof[],
  older: readonly Outcome[],
  newer: readonly Outcome[],
): readonly Outcome[] {
  const byName = new Map([...older, ...newer].map((outcome) => [outcome.name, outcome]));
  return proofs.map(({ name }) => byName.get(name)).filter((outcome) => outcome !== undefined);
}

/** Writes page and JSON anew with these outcomes in them, and their pictures by file name. */
export async function publish(
  proofs: readonly Proof[],
  newer: readonly Outcome[],
  pictures: ReadonlyMap<string, string> = new Map(),
  files = reliabilityFiles,
): Promise<void> {
  const outcomes = mergeOutcomes(proofs, await readOutcomes(files.json), newer);
  for (const [name, svg] of pictures) await writeFile(path.join(files.images, name), svg);
  await writeFile(files.json, `${JSON.stringify(outcomes, null, 2)}\n`);
  await writeFile(files.page, reliabilityPage(proofs, outcomes));
}
