import { stringOption, type CommandCall } from "./command.ts";

/** The options that were given, as a query's parameters. */
export function pickOptions(
  call: CommandCall,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(names.map((name) => [name, stringOption(call, name)]));
}
