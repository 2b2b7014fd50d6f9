import { pino, type DestinationStream, type Logger } from "pino";
import { UsageError } from "./usage-error.ts";

/**
 * Control characters as JSON writes them, save line ends and tabs, which stacks have; and pairs of
 * backslashes, so that what follows one is not taken for an escape.
 */
const controls = /\\\\|\\u00(?:[01][0-9a-f]|7f)|\\[bfr]|[\u007F-\u009F]/g;

/**
 * The server's log: JSON for machines, lines for a person who watches a terminal. What others wrote (a
 * receiver's answer, a path) comes without the control characters that a terminal obeys.
 *
 * @throws {UsageError} when there is no such level.
 */
export async function createLog(level: string): Promise<Logger> {
  if (!Object.hasOwn(pino.levels.values, level)) {
    throw new UsageError(`there is no log level ${JSON.stringify(level)}`);
  }
  return pino({ level }, withoutControls(await output()));
}

async function output(): Promise<DestinationStream> {
  if (!process.stdout.isTTY) return pino.destination({ sync: true });
  const { default: pretty } = await import("pino-pretty");
  return pretty({ colorize: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" });
}

function withoutControls(to: DestinationStream): DestinationStream {
  return {
    write: (line) => to.write(line.replaceAll(controls, (found) => (found === "\\\\" ? found : "\\uFFFD"))),
  };
}
