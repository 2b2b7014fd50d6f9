import type { ParseArgsOptionsConfig } from "node:util";

export interface Command {
  /** One line for the overview. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** @returns the exit code. */
  run(call: CommandCall): Promise<number>;
}

export interface CommandCall {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** The value of a string option; undefined when it was not given. */
export function stringOption(call: CommandCall, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === "string" ? value : undefined;
}
