const inherited: ReadonlySet<string> = new Set(["--wasm-wrapper-tiering-budget=1000000000"]);

/** What Node was given for the tests (see vitest.config.ts) and processes that they start are to be given too. */
export const inheritedFlags: readonly string[] = process.execArgv.filter((flag) => inherited.has(flag));
