import { spread } from "../statistics.ts";
import type { Spread } from "../statistics.ts";

/** What is timed. */
export type Work = () => unknown;

/** Milliseconds that each takes, all of them once a round, so that the machine's moods meet all alike. */
export async function timeAlternately(
  works: ReadonlyMap<string, Work>,
  options: { readonly rounds: number; readonly warmUpRounds: number },
): Promise<ReadonlyMap<string, Spread>> {
  const times = new Map<string, number[]>([...works.keys()].map((name) => [name, []]));
  for (let round = -options.warmUpRounds; round < options.rounds; round++) {
    for (const [name, work] of works) {
      const startedMs = performance.now();
      await work();
      if (round >= 0) times.get(name)?.push(performance.now() - startedMs);
    }
  }
  return new Map([...times].map(([name, values]) => [name, spread(values)]));
}
