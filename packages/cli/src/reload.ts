import { ConfigError } from "@musette/core";
import type { MusetteConfig } from "@musette/config";
import type { Logger } from "pino";
import type { Reloaded } from "./apply-config.ts";

export interface ReloadOptions {
  /** Reads the configuration anew. */
  readonly read: () => Promise<MusetteConfig>;
  /** Puts into effect what can be, or throws and leaves everything as it is. */
  readonly apply: (config: MusetteConfig) => Promise<Reloaded>;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
}

/**
 * Makes what reads the configuration again. One that is wrong is refused as a whole, with its reasons in
 * the log, and what was in effect stays. Asked again while it reads, it reads once more afterwards.
 */
export function createReload({ read, apply, log }: ReloadOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  async function reload(): Promise<void> {
    try {
      const { inEffect, needsRestart } = await apply(await read());
      const what = inEffect.length > 0 ? `in effect: ${inEffect.join(", ")}` : "nothing of it has changed";
      log.info({ inEffect }, `the configuration was read again; ${what}`);
      if (needsRestart.length > 0) {
        log.warn(
          { needsRestart },
          `restart to put into effect what has changed in: ${needsRestart.join(", ")}`,
        );
      }
    } catch (error) {
      const reasons = ConfigError.is(error) || error instanceof Error ? error.message : String(error);
      log.error(`the configuration has changed and is refused; the one before stays in effect:\n${reasons}`);
    }
  }

  return async function askToReload() {
    if (running !== undefined) {
      isAskedAgain = true;
      return await running;
    }
    running = (async () => {
      do {
        isAskedAgain = false;
        await reload();
      } while (isAskedAgain);
    })();
    await running;
    running = undefined;
  };
}
