import { describeConfig } from "@musette/config";
import { stringOption, type Command } from "../command.ts";
import { configOptions } from "../config-options.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { printable } from "../printable.ts";

export const config: Command = {
  summary: "Print the configuration as it takes effect, without its secrets",
  help: `Usage: musette config [--print] [--config FILE] [--json]

Prints the configuration with its variables substituted and its defaults filled in. Secrets are ***.

  --print        what it does anyway
  --config FILE  the configuration (default ${defaultConfigFile})
  --json         print JSON instead of YAML`,
  options: { print: { type: "boolean" }, config: { type: "string" }, json: { type: "boolean" } },
  async run(call) {
    const file = stringOption(call, "config") ?? defaultConfigFile;
    const as = call.values["json"] === true ? "json" : "yaml";
    process.stdout.write(printable(await describeConfig(configOptions(file), as)));
    return 0;
  },
};
