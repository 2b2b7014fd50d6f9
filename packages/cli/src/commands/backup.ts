import { backupSqliteJournal } from "@musette/journal";
import { stringOption, type Command } from "../command.ts";
import { defaultConfigFile } from "../default-config-file.ts";
import { openConfig } from "../open-config.ts";
import { UsageError } from "../usage-error.ts";

export const backup: Command = {
  summary: "Copy the journal, also while the server runs",
  help: `Usage: musette backup FILE [--config FILE] [--json]

Copies the journal into a new FILE as it is at this moment, beside a running server or without one, and
checks the copy. FILE then holds every payload, event, user and place of a destination that had been
acknowledged. It is a journal like the first: to restore it, stop the server, remove the journal's
files and copy FILE to where the configuration says (docs/deploy.md).

  FILE           the copy; must not be there yet. FILE.partial is beside it until it is complete
  --config FILE  the configuration (default ${defaultConfigFile})
  --json         print JSON

Exit code: 0 copied and checked, 1 not copied, 2 bad usage or configuration.`,
  options: { config: { type: "string" }, json: { type: "boolean" } },
  async run(call) {
    const [file, ...rest] = call.positionals;
    if (file === undefined || rest.length > 0) throw new UsageError("name one file for the copy");
    const { journal } = await openConfig(stringOption(call, "config") ?? defaultConfigFile);
    const startMs = performance.now();
    const signal = stopSignal();
    const copied = await backupSqliteJournal(journal.path, file, { signal });
    const tookMs = Math.round(performance.now() - startMs);
    if (call.values["json"] === true) {
      console.log(JSON.stringify({ journal: journal.path, ...copied, tookMs }, null, 2));
    } else {
      const megabytes = (copied.bytes / 1_000_000).toFixed(1);
      console.log(
        `${file}: ${copied.events} events, ${megabytes} MB, copied from ${journal.path} and checked in ${(tookMs / 1000).toFixed(1)} s`,
      );
    }
    return 0;
  },
};

/** Ctrl-C and a supervisor's SIGTERM leave no half copy behind. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.once(name, () => stop.abort(new Error(`stopped by ${name}; nothing was copied`)));
  }
  return stop.signal;
}
