import { writeFile } from "node:fs/promises";
import { configJsonSchema } from "@musette/config";
import type { Command } from "../command.ts";
import { builtInTypes, loadBuiltIn } from "../connectors.ts";

export const schema: Command = {
  summary: "Print the JSON Schema of the configuration, for editors",
  help: `Usage: musette schema [--write]

  --write  write it to config/schema.json instead of printing it`,
  options: { write: { type: "boolean" } },
  async run(call) {
    const text = await configSchemaText();
    if (call.values["write"] === true) await writeFile("config/schema.json", text);
    else process.stdout.write(text);
    return 0;
  },
};

/** The text of `config/schema.json`. */
export async function configSchemaText(): Promise<string> {
  const definitions = await Promise.all(builtInTypes.map(loadBuiltIn));
  return `${JSON.stringify(configJsonSchema(definitions.filter((definition) => definition !== undefined)), null, 2)}\n`;
}
