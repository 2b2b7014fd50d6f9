import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { commands as loaders } from "../../packages/cli/src/commands/index.ts";
import { root } from "./pages.ts";
import { routeProblem } from "./route-problem.ts";
import type { ShellCommand } from "./shell-commands.ts";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}

const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
const { services } = parse(readFileSync(path.join(root, "compose.yaml"), "utf8")) as {
  readonly services: object;
};

const commands = Object.fromEntries(
  await Promise.all(Object.entries(loaders).map(async ([name, load]) => [name, await load()] as const)),
);

/** Programs that are not ours: what is asked of them is their vendors' to say. */
const foreign: Readonly<Record<string, string>> = {
  aws: "Amazon's; it needs an account",
  az: "Azure's; it needs an account",
  gcloud: "Google's; it needs an account",
  "kafka-acls.sh": "comes with Kafka, and asks a broker",
  "kafka-topics.sh": "comes with Kafka, and asks a broker",
  get: "a function that the block itself has",
  jq: "a program of its own",
  openssl: "a program of its own",
  sqlite3: "a program of its own; the query is run in test/e2e",
  mkdir: "run by test/deploy/backup.test.ts",
  mv: "run by test/deploy/backup.test.ts",
  cp: "run by test/deploy/backup.test.ts",
};

/** Why a command in the documentation cannot be right; undefined: nothing speaks against it. */
export function commandProblem(command: ShellCommand): string | undefined {
  const [program = "", ...args] = command;
  if (program === "npx") return npxProblem(args);
  if (program === "npm") return npmProblem(args);
  if (program === "musette") return musetteProblem(args);
  if (program === "curl") return curlProblem(args);
  if (program === "docker") return dockerProblem(args);
  return Object.hasOwn(foreign, program) ? undefined : `nobody knows ${program}`;
}

/** Read by the command's own table of options, as the command line does. */
function musetteProblem([name = "", ...args]: readonly string[]): string | undefined {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return `there is no command ${name}`;
  try {
    const { positionals } = parseArgs({ args: [...args], options: command.options, allowPositionals: true });
    const [action] = positionals;
    const takesAction = ["dead-letters", "quarantine", "new"].includes(name);
    const isUnknown =
      takesAction && action !== undefined && !command.help.includes(`musette ${name} ${action} `);
    return isUnknown ? `musette ${name} has no ${action}` : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "cannot be read";
  }
}

function npxProblem([program = "", ...args]: readonly string[]): string | undefined {
  if (program === "musette") return musetteProblem(args);
  if (program !== "vitest" || args[0] !== "run") return `nobody knows npx ${program}`;
  const isScaffold = args.includes("plugins/weather-station");
  const missing = args.slice(1).filter((arg) => !arg.startsWith("-") && !existsSync(path.join(root, arg)));
  return missing.length === 0 || isScaffold ? undefined : `there is no ${missing.join(", ")}`;
}

function npmProblem(args: readonly string[]): string | undefined {
  const [verb = "", ...rest] = args;
  if (verb === "ci") return undefined;
  const name = verb === "run" ? (rest.find((arg) => !arg.startsWith("-")) ?? "") : verb;
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (script === undefined) return `there is no script ${name}`;
  const [, ours] = /bin\/musette\.js (.+)$/.exec(script) ?? [];
  const given = args.includes("--") ? args.slice(args.indexOf("--") + 1) : [];
  return ours === undefined ? undefined : musetteProblem([...ours.split(" "), ...given]);
}

function dockerProblem([verb = "", ...args]: readonly string[]): string | undefined {
  if (verb === "exec") return commandProblem(args.slice(1));
  if (verb === "build" || verb === "run") return undefined; // test/container runs the image, with these options
  if (verb !== "compose") return `nobody knows docker ${verb}`;
  const named = args.slice(1).filter((arg) => !arg.startsWith("-") && !/^[A-Z]/.test(arg));
  const missing = args[0] === "up" ? named.filter((service) => !Object.hasOwn(services, service)) : [];
  return missing.length === 0 ? undefined : `compose.yaml has no ${missing.join(", ")}`;
}

function curlProblem(args: readonly string[]): string | undefined {
  const address = args.find((arg) => /^https?:/.test(arg));
  if (address === undefined) return "curl without an address";
  const url = URL.parse(address);
  const isOurs = url !== null && ["127.0.0.1", "localhost", "musette.example.com"].includes(url.hostname);
  if (!isOurs) return undefined;
  const sends = args.some((arg) => /^(-d|-F|--data.*|--form)$/.test(arg));
  const method = args.includes("-X") ? args[args.indexOf("-X") + 1] : sends ? "POST" : "GET";
  return routeProblem(method ?? "", url.pathname);
}
