import { writeFile } from "node:fs/promises";
import { configJsonSchema, configurationPage } from "@musette/config";
import type { ConnectorDefinition } from "@musette/core";
import { stringOption, type Command } from "../command.ts";
import { builtInTypes, loadBuiltIn } from "../connectors.ts";
import { UsageError } from "../usage-error.ts";

/** What is made from the schemas, as it is printed, and the file in the repository that holds it. */
const forms = {
  json: {
    file: "config/schema.json",
    make: (definitions) => `${JSON.stringify(configJsonSchema(definitions), null, 2)}\n`,
  },
  markdown: { file: "docs/configure.md", make: configurationPage },
} satisfies Record<string, Form>;

interface Form {
  readonly file: string;
  readonly make: (definitions: readonly ConnectorDefinition[]) => string;
}

export const schema: Command = {
  summary: "Print the JSON Schema of the configuration, for editors",
  help: `Usage: musette schema [--as json|markdown] [--write]

  --as FORM  json for editors (default), or markdown, a page on every key
  --write    write both to ${forms.json.file} and ${forms.markdown.file} instead`,
  options: { as: { type: "string" }, write: { type: "boolean" } },
  async run(call) {
    const loaded = await Promise.all(builtInTypes.map(loadBuiltIn));
    const definitions = loaded.filter((definition) => definition !== undefined);
    if (call.values["write"] === true) {
      for (const { file, make } of Object.values(forms)) await writeFile(file, make(definitions));
      return 0;
    }
    const form = stringOption(call, "as") ?? "json";
    if (form !== "json" && form !== "markdown") {
      throw new UsageError(`--as is json or markdown, not ${JSON.stringify(form)}`);
    }
    process.stdout.write(forms[form].make(definitions));
    return 0;
  },
};
