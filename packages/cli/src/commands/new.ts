import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { stringOption, type Command } from "../command.ts";
import { builtInTypes } from "../connectors.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { UsageError } from "../usage-error.ts";

const templateFolder = path.join(import.meta.dirname, "../../templates/connector");
/** Stands for the connector's name in every file of the template, so that the template itself is a connector. */
const templateName = "my-connector";
const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const newCommand: Command = {
  summary: "Make a connector of your own",
  help: `Usage: musette new connector NAME [--dir DIR]

Makes the folder NAME with a small connector that works (one JSON file for each item) and its conformance
tests, and says what to do next. NAME becomes the connector's type.

  NAME       lower-case letters, digits and single hyphens: weather-station
  --dir DIR  the folder that NAME is made in (default: the current one)

Exit code: 0 made, 1 the folder exists already or could not be made, 2 bad usage.`,
  options: { dir: { type: "string" } },
  async run(call) {
    const [kind, name, ...rest] = call.positionals;
    if (kind !== "connector") throw new UsageError("say what to make: `musette new connector NAME`");
    if (name === undefined || rest.length > 0) throw new UsageError("give the connector one name");
    const problem = nameProblem(name);
    if (problem !== undefined) throw new UsageError(problem);
    const folder = path.resolve(stringOption(call, "dir") ?? ".", name);
    const files = await copyTemplate(folder, name);
    process.stdout.write(advice(folder, name, files));
    return 0;
  },
};

function nameProblem(name: string): string | undefined {
  if (builtInTypes.includes(name)) return `${name} is built in; choose another name`;
  if (namePattern.test(name) && name.length <= 60) return undefined;
  return `${JSON.stringify(name)} is not a name: at most 60 lower-case letters, digits and single hyphens, as in weather-station`;
}

/** @returns the names of the files that were made. */
async function copyTemplate(folder: string, name: string): Promise<readonly string[]> {
  const files = await readdir(templateFolder);
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    // Fails when it is there, so that nobody's work is overwritten.
    await mkdir(folder);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new Error(`${folder} exists already. Choose another name or --dir.`, { cause: error });
  }
  for (const file of files) {
    const text = await readFile(path.join(templateFolder, file), "utf8");
    await writeFile(path.join(folder, file), text.replaceAll(templateName, name));
  }
  return files;
}

function advice(folder: string, name: string, files: readonly string[]): string {
  const shown = nearPath(".", folder);
  const plugin = nearPath(path.dirname(defaultConfigFile), path.join(folder, "index.ts"));
  const missing = ["@musette/testing", "vitest"].filter((needed) => !canImport(folder, needed));
  const note =
    missing.length === 0
      ? ""
      : `
   (They need ${missing.join(" and ")}, which cannot be found from there:
   make the connector inside a checkout of Musette.)\n`;
  return `Made ${shown}: ${files.join(", ")}

1. Run its tests, which hold it to the contract and to its guarantee:

     npx vitest run --root ${shown}
${note}
2. Make index.ts yours; run them again.

3. Use it, in ${defaultConfigFile} (paths of plugins start from that file's folder):

plugins: [${JSON.stringify(plugin)}]
destinations:
  - name: ${name}
    type: ${name}
    folder: ./data/${name}     # must exist: mkdir -p data/${name}

docs/connectors.md goes through it step by step.
`;
}

/** Relative as long as both are below the current folder; it then begins with a dot, as a plugin's path does. */
function nearPath(from: string, to: string): string {
  if (path.relative("", to).startsWith("..")) return to;
  const relative = path.relative(from, to);
  return relative.startsWith(".") ? relative : `./${relative}`;
}

function canImport(folder: string, needed: string): boolean {
  try {
    createRequire(path.join(folder, "index.ts")).resolve(needed);
    return true;
  } catch {
    return false;
  }
}
