import { DeliveryError } from "@musette/core";
import { stringOption, type Command } from "../command.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { openConfig } from "../open-config.ts";
import { printable } from "../printable.ts";

interface CheckResult {
  readonly destination: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
}

export const check: Command = {
  summary: "Check the configuration and reach every destination",
  help: `Usage: musette check [--config FILE] [--offline] [--json]

Reads the configuration, then asks each destination whether it can be reached and written to. Leaves
nothing behind.

  --config FILE  the configuration (default ${defaultConfigFile})
  --offline      only read the configuration
  --json         print JSON

Exit code: 0 all well, 1 a destination cannot be used, 2 the configuration is wrong.`,
  options: { config: { type: "string" }, offline: { type: "boolean" }, json: { type: "boolean" } },
  async run(call) {
    const file = stringOption(call, "config") ?? defaultConfigFile;
    const config = await openConfig(file);
    const asked = call.values["offline"] === true ? [] : config.destinations;
    const results = await Promise.all(
      asked.map(async ({ name, definition, options, limits }): Promise<CheckResult> => {
        const connector = definition.open(options, { name, log: () => {}, now: Date.now });
        try {
          await connector.check({ signal: AbortSignal.timeout(limits.timeoutMs) });
          return { destination: name, ok: true };
        } catch (error) {
          const code = DeliveryError.is(error) ? error.code : "unknown";
          return {
            destination: name,
            ok: false,
            code,
            message: error instanceof Error ? error.message : String(error),
          };
        } finally {
          await connector.close();
        }
      }),
    );
    if (call.values["json"] === true)
      console.log(JSON.stringify({ config: file, destinations: results }, null, 2));
    else {
      console.log(`${file}: valid, ${config.destinations.length} destination(s)`);
      for (const { destination, ok, code, message } of results) {
        console.log(
          ok
            ? `  ${destination}: reached, may be written to`
            : printable(`  ${destination}: ${code}: ${message}`),
        );
      }
    }
    return results.every(({ ok }) => ok) ? 0 : 1;
  },
};
