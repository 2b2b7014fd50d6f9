import { isDeepStrictEqual } from "node:util";
import { systemClock } from "@musette/core";
import type { AdminConfig } from "@musette/config";
import type { Journal } from "@musette/journal";
import { createOperatorEvents, type OperatorEvents } from "@musette/server";
import type { Logger } from "pino";

/** The operator's own URL, which may change while the server runs. */
export interface Operator {
  /** Where events go now; undefined: nowhere. */
  readonly events: OperatorEvents | undefined;
  /** Tells whoever it is by then. */
  readonly observer: OperatorEvents["observer"];
  /** From now on events go there; null: nowhere. What is on its way to the URL before is given up. */
  use(events: AdminConfig["events"]): void;
  /** Looks at the journal from now on, and whatever the URL. */
  watch(journal: Pick<Journal, "stats">): void;
  stop(): void;
}

export function createOperator(log: Logger): Operator {
  let used: AdminConfig["events"] = null;
  let events: OperatorEvents | undefined;
  let watched: Pick<Journal, "stats"> | undefined;
  const onFailure = (type: string, message: string) =>
    log.warn({ type }, `an operator event was lost: ${message}`);

  return {
    get events() {
      return events;
    },
    observer: {
      state: (...args) => events?.observer.state(...args),
      deadLetter: (...args) => events?.observer.deadLetter(...args),
      removed: (...args) => events?.observer.removed(...args),
    },
    use(config) {
      if (isDeepStrictEqual(config, used)) return;
      used = config;
      events?.stop();
      events =
        config === null ? undefined : createOperatorEvents({ ...config, clock: systemClock, onFailure });
      if (watched !== undefined) events?.watch(watched);
    },
    watch(journal) {
      watched = journal;
      events?.watch(journal);
    },
    stop: () => events?.stop(),
  };
}
