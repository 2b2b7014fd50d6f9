import { expect, it } from "vitest";
import { kill } from "./kill.ts";

it(
  "loses nothing that was acknowledged over kills, and doubles no row or object",
  { timeout: 180_000 },
  async () => {
    const seed = 2_026;
    const { signal } = new AbortController();
    const { met, figures } = await kill.run({ scale: "short", seed, signal, progress: () => {} });
    console.log(`kill, seed ${seed}:`, figures);
    expect(met, JSON.stringify(figures)).toBe(true);
  },
);
