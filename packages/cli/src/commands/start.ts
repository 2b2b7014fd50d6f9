import { pino, type Logger } from "pino";
import pretty from "pino-pretty";
import { stringOption, type Command } from "../command.ts";
import { defaultConfigFile, openConfig } from "../open-config.ts";
import { runServer } from "../run-server.ts";
import { UsageError } from "../usage-error.ts";
import { welcome } from "../welcome.ts";

export const start: Command = {
  summary: "Run the server",
  help: `Usage: musette start [--config FILE] [--log-level LEVEL]

Runs the server until SIGTERM or SIGINT; a second signal stops it at once.

  --config FILE      the configuration (default ${defaultConfigFile})
  --log-level LEVEL  debug, info, warn, error (default info)`,
  options: { config: { type: "string" }, "log-level": { type: "string" } },
  async run(call) {
    const file = stringOption(call, "config") ?? defaultConfigFile;
    const config = await openConfig(file);
    const log = createLog(stringOption(call, "log-level") ?? "info");
    const server = await runServer(config, log);
    process.stderr.write(welcome(config, server.url, file));
    log.info({ url: server.url, destinations: config.destinations.map(({ name }) => name) }, "listening");
    const signal = await stopSignal(() => {
      log.warn("stopped at once by a second signal; nothing acknowledged is lost");
      process.exit(1);
    });
    log.info({ signal }, "stopping: no new requests, finishing what is in flight");
    await server.stop();
    log.info("stopped");
    return 0;
  },
};

/** JSON for machines; lines for a person who watches a terminal. */
function createLog(level: string): Logger {
  if (!Object.hasOwn(pino.levels.values, level)) {
    throw new UsageError(`there is no log level ${JSON.stringify(level)}`);
  }
  if (!process.stdout.isTTY) return pino({ level });
  return pino({ level }, pretty({ colorize: true, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }));
}

/** Resolves with the first stop signal; `onSecond` is called when another follows. */
function stopSignal(onSecond: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let signalled = false;
    for (const name of ["SIGTERM", "SIGINT"] as const) {
      process.on(name, (signal) => {
        if (signalled) onSecond();
        signalled = true;
        resolve(signal);
      });
    }
  });
}
