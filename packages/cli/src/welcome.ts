import type { MusetteConfig } from "@musette/config";
import { defaultConfigFile } from "./default-config-file.ts";

/** What a person sees on start: where things are, and a command to paste. Never a configured secret. */
export function welcome(config: MusetteConfig, url: string, file: string): string {
  const width = Math.max(0, ...config.destinations.map(({ name }) => name.length));
  const destinations = config.destinations.map(
    ({ name, type, definition, paused }) =>
      `    ${name.padEnd(width)}  ${type}, ${definition.guarantee}${paused ? ", paused" : ""}`,
  );
  const option = file === defaultConfigFile ? "" : ` --config ${file}`;
  const next = [
    [`npx musette send my-workout.json --user me${option}`, "a Peloton or iFit payload"],
    [`npx musette destinations${option}`, "where everything stands"],
    ["npm run demo", "a week of made-up workouts, no file needed"],
  ] as const;
  const commandWidth = Math.max(...next.map(([command]) => command.length));
  return `
  Musette listens on ${url}

  Journal       ${config.journal.path}
  Destinations
${destinations.join("\n") || "    none yet: payloads are kept in the journal until there is one"}

  Next, in another terminal:

${next.map(([command, what]) => `    ${command.padEnd(commandWidth)}  ${what}`).join("\n")}

`;
}
