const inherited: ReadonlySet<string> = new Set(["--no-memory-protection-keys"]);

/** What Node was given for the tests (see vitest.config.ts) and processes that they start are to be given too. */
export const inheritedFlags: readonly string[] = process.execArgv.filter((flag) => inherited.has(flag));
