import type { Outcome } from "./outcome.ts";
import { duration } from "./progress-line.ts";
import type { Proof } from "./proof.ts";

/** The table at the end of a run, with what failed and how to see it again below it. */
export function outcomeTable(proofs: readonly Proof[], outcomes: readonly Outcome[]): string {
  const width = Math.max(...proofs.map(({ name }) => name.length));
  const lines = outcomes.flatMap((outcome) => {
    const bar = proofs.find(({ name }) => name === outcome.name)?.bar ?? "";
    return [
      `${outcome.met ? "met   " : "MISSED"}  ${outcome.name.padEnd(width)}  ${duration(outcome.seconds * 1000).padStart(12)}  ${bar}`,
      ...figureLines(outcome).map((line) => `${" ".repeat(10 + width)}${line}`),
    ];
  });
  const missed = outcomes.filter(({ met }) => !met);
  const verdict =
    missed.length === 0
      ? `${outcomes.length} of ${outcomes.length} bars met.`
      : `${missed.length} of ${outcomes.length} bars missed. Again:\n${missed.map(({ command }) => `  ${command}`).join("\n")}`;
  return `${lines.join("\n")}\n\n${verdict}`;
}

/** `acknowledged 51,234` a line each, then the notes. */
export function figureLines({ figures, notes = [] }: Pick<Outcome, "figures" | "notes">): readonly string[] {
  return [...Object.entries(figures).map(([name, value]) => `${name} ${figure(value)}`), ...notes];
}

export function figure(value: string | number): string {
  return typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 3 }) : value;
}
