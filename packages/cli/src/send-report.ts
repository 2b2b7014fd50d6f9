import type { RefusedInput } from "./input/input-file.ts";
import type { SendResult } from "./post-payload.ts";
import { printable } from "./printable.ts";

/** Counts what became of many payloads; keeps words only of what was refused. */
export interface SendReport {
  add(name: string, result: SendResult): void;
  refuse(input: RefusedInput): void;
  readonly refusals: number;
  text(): string;
}

/** More than this a person does not read; they are counted all the same. */
const mostShown = 200;

export function createSendReport(): SendReport {
  const shown: string[] = [];
  let stored = 0;
  let known = 0;
  let refusals = 0;

  function refuse(line: string): void {
    refusals += 1;
    if (shown.length < mostShown) shown.push(`  ${line}`);
  }

  return {
    add(name, { taken, events, detail, refused }) {
      const fresh = events.filter(({ duplicate }) => !duplicate).length;
      stored += fresh;
      known += events.length - fresh;
      if (!taken && refused.length === 0) refuse(`${name}: ${detail}`);
      for (const item of refused) {
        refuse(`${name}: ${[item.place, item.detail].filter((part) => part !== "").join(": ")}`);
      }
    },
    refuse: ({ name, detail }) => refuse(`${name}: ${detail}`),
    get refusals() {
      return refusals;
    },
    text() {
      const summary = `${stored} stored, ${known} known already, ${refusals} refused`;
      if (refusals === 0) return `${summary}\n`;
      const more = refusals > shown.length ? [`  and ${refusals - shown.length} more`] : [];
      return printable(`${summary}\n\nRefused:\n${[...shown, ...more].join("\n")}\n`);
    },
  };
}
