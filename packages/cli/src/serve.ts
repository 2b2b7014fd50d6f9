import { constants } from "node:os";
import type { Worker } from "node:worker_threads";
import { returnIdleMemory } from "@musette/core/idle-memory";
import { describeConfig } from "@musette/config";
import { configOptions } from "./config-options.ts";
import { stringOption, type CommandCall } from "./command.ts";
import { createLog } from "./create-log.ts";
import { defaultConfigFile } from "./default-config-file.ts";
import { openConfig } from "./open-config.ts";
import { createReload } from "./reload.ts";
import { runServer, type RunningServer } from "./run-server.ts";
import { stopSignal } from "./stop-signal.ts";
import { watchFile } from "./watch-file.ts";
import { welcome } from "./welcome.ts";

/**
 * What `musette start` does: serves until a signal, and has the configuration's changes take effect.
 *
 * @param thread the journal's, of `startJournalThread`.
 * @returns the exit code.
 */
export async function serve(call: CommandCall, thread: Worker): Promise<number> {
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
    thread,
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
}
