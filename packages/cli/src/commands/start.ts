import { startJournalThread } from "@musette/journal/thread";
import type { Command } from "../command.ts";
import { defaultConfigFile } from "../default-config-file.ts";

export const start: Command = {
  summary: "Run the server",
  help: `Usage: musette start [--config FILE] [--log-level LEVEL]

Runs the server until SIGTERM or SIGINT: it then takes no more requests, finishes what is in flight
within server.shutdown_timeout, and ends. A second signal ends it at once; what was acknowledged is in
the journal either way, and the next start needs no repair.

The configuration is read again when its file changes and, outside a terminal, on SIGHUP. Destinations
are added, changed and removed without dropping a request; the log says what is in effect, and what takes
a restart (server.host and port, journal.path, the code of plugins). A file that is wrong is refused as a
whole with its reasons in the log, and what was in effect stays.

  --config FILE      the configuration (default ${defaultConfigFile})
  --log-level LEVEL  debug, info, warn, error (default info)

Exit code: 0 stopped, 1 failed, 2 bad usage or configuration; after a second signal 130 (SIGINT) or
143 (SIGTERM).`,
  options: { config: { type: "string" }, "log-level": { type: "string" } },
  async run(call) {
    // Beside it the rest is loaded, which takes the longest part of a start.
    const thread = startJournalThread();
    const { serve } = await import("../serve.ts");
    return await serve(call, thread);
  },
};
