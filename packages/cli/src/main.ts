import { parseArgs } from "node:util";
import { ConfigError } from "@musette/core/errors";
import type { Command } from "./command.ts";
import { commands } from "./commands/index.ts";
import { printable } from "./printable.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs one command.
 *
 * @returns the exit code: 0 done, 1 failed, 2 bad usage or configuration.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    process.stderr.write(`musette: there is no command ${JSON.stringify(name)}.\n\n${await overview()}`);
    return 2;
  }
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${command.help}\n`);
    return 0;
  }
  try {
    return await command.run(parse(name, command, rest));
  } catch (error) {
    if (ConfigError.is(error)) {
      process.stderr.write(printable(`${error.message}\n`));
      return 2;
    }
    if (error instanceof UsageError) {
      process.stderr.write(printable(`musette ${name}: ${error.message}\n\n${command.help}\n`));
      return 2;
    }
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(printable(`musette ${name}: ${reason}\n`));
    return 1;
  }
}

function parse(name: string, command: Command, args: readonly string[]): Parameters<Command["run"]>[0] {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `bad arguments to ${name}`);
  }
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => [name, await load()] as const),
  );
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = loaded.map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `musette: hands every Peloton and iFit workout to every place its owner keeps data\n\nUsage: musette COMMAND [OPTIONS]\n\n${lines.join("\n")}\n\nEach command has --help.\n`;
}
