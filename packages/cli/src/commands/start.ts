import { constants } from "node:os";
import { returnIdleMemory } from "@musette/core/idle-memory";
import { describeConfig } from "@musette/config";
import { configOptions } from "../config-options.ts";
import { stringOption, type Command } from "../command.ts";
import { createLog } from "../create-log.ts";
import { defaultConfigFile, openConfig } from "../open-config.ts";
import { createReload } from "../reload.ts";
import { runServer, type RunningServer } from "../run-server.ts";
import { stopSignal } from "../stop-signal.ts";
import { watchFile } from "../watch-file.ts";
import { welcome } from "../welcome.ts";

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
    const file = stringOption(call, "config") ?? defaultConfigFile;
    const log = await createLog(stringOption(call, "log-level") ?? "info");
    const started = Promise.withResolvers<RunningServer>();
    const reload = createReload({
      read: async () => await openConfig(file),
      apply: async (newer) => (await started.promise).reload(newer),
      log,
    });
    // Before the file is read for the first time, so that no change of it is missed.
    // In a terminal it says that the terminal has gone, and ends the server.
    if (!process.stdout.isTTY) process.on("SIGHUP", () => void reload());
    const stopWatching = watchFile(file, {
      onChange: () => void reload(),
      onError: (error) => log.warn({ err: error }, `${file} is not watched; send SIGHUP after changing it`),
    });
    const config = await openConfig(file);
    // From now on: one that comes while the server starts stops it as soon as it has.
    const stopping = stopSignal((signal) => {
      log.warn({ signal }, "stopped at once by a second signal; nothing acknowledged is lost");
      process.exit(128 + constants.signals[signal]);
    });
    const server = await runServer(config, log, {
      describeConfig: async () => await describeConfig(configOptions(file), "json"),
    });
    started.resolve(server);
    returnIdleMemory();
    process.stderr.write(welcome(config, server.url, file));
    log.info({ url: server.url, destinations: config.destinations.map(({ name }) => name) }, "listening");
    const signal = await stopping;
    stopWatching();
    log.info({ signal }, "stopping: no new requests, finishing what is in flight");
    await server.stop();
    log.info("stopped");
    return 0;
  },
};
