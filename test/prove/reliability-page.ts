import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { figure } from "./outcome-table.ts";
import { duration } from "./progress-line.ts";
import type { Proof } from "./proof.ts";

/** `docs/reliability.md`: a row for every proof, in their order, with what came of its last run. */
export function reliabilityPage(proofs: readonly Proof[], outcomes: readonly Outcome[]): string {
  const byName = new Map(outcomes.map((outcome) => [outcome.name, outcome]));
  const rows = proofs.map((proof) => row(proof, byName.get(proof.name)));
  const details = proofs.flatMap((proof) => detail(proof, byName.get(proof.name)));
  return `# Reliability

What Musette promises, the bar each promise is held to, and what came of it the last time it was tried. This page is
written by \`npm run prove -- --write\`; nothing in it is written by hand. Every row says how to run it again.

| case | bar | result | date |
| ---- | --- | ------ | ---- |
${rows.join("\n")}

Everything again: \`npm run prove\`. In minutes instead of hours, as CI does: \`npm run prove -- --short\`.

${details.join("\n")}`;
}

function row({ title, bar }: Proof, outcome: Outcome | undefined): string {
  const cells = [title, bar, verdict(outcome), outcome?.date.slice(0, 10) ?? ""];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function verdict(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "not run yet";
  const scale = outcome.scale === "short" ? ", at the short scale" : "";
  return `${outcome.met ? "met" : "**missed**"}${scale}`;
}

function detail({ title, name }: Proof, outcome: Outcome | undefined): readonly string[] {
  if (outcome === undefined) return [];
  const { figures, notes = [], images = [], command, date, seconds, commit, machine, seed } = outcome;
  return [
    `## ${title}`,
    "",
    `\`${command}\`, ${date}, took ${duration(seconds * 1000)}: ${verdict(outcome)}. Commit ${commit}, seed ${seed}.`,
    `${machineLine(machine)}.`,
    "",
    `| ${name} | |`,
    "| --- | --- |",
    ...Object.entries(figures).map(([label, value]) => `| ${cell(label)} | ${cell(figure(value))} |`),
    "",
    ...images.flatMap((name) => [`![${title}](img/${name})`, ""]),
    ...notes.flatMap((note) => [`- ${note.replaceAll("\n", "\n  ")}`]),
    ...(notes.length > 0 ? [""] : []),
  ];
}

function machineLine({ cores, processor, memoryGb, platform, fileSystem, node }: Machine): string {
  return `${cores} cores (${processor}), ${memoryGb} GB, ${fileSystem}, ${platform}, Node ${node}`;
}

/** Text for a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/gu, " ");
}
