import type { Clock } from "@musette/core";

/** Wrong tokens from one address: so many at once, then one more in so long. */
const burst = 10;
const perMs = 6_000;
/** Addresses remembered; with more, the one that tried longest ago is forgotten. */
const mostAddresses = 10_000;

export interface SignInRate {
  /** How many seconds to wait before the next attempt; undefined: it may be made. */
  wait(address: string): number | undefined;
  /** The token was wrong. */
  failed(address: string): void;
}

/** Slows down who guesses tokens. Only wrong ones count. */
export function createSignInRate(clock: Clock): SignInRate {
  /** When all attempts of an address will be forgotten, Unix milliseconds. */
  const clearAtMs = new Map<string, number>();
  return {
    wait(address) {
      const overMs = (clearAtMs.get(address) ?? 0) - clock.now() - (burst - 1) * perMs;
      return overMs <= 0 ? undefined : Math.ceil(overMs / 1000);
    },
    failed(address) {
      const clearMs = Math.max(clearAtMs.get(address) ?? 0, clock.now()) + perMs;
      clearAtMs.delete(address);
      clearAtMs.set(address, clearMs);
      for (const oldest of clearAtMs.keys()) {
        if (clearAtMs.size <= mostAddresses) break;
        clearAtMs.delete(oldest);
      }
    },
  };
}
