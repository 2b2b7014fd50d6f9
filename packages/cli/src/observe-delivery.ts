import type { DeliveryObserver } from "@musette/delivery";
import type { OperatorEvents } from "@musette/server";
import type { Logger } from "pino";

/**
 * Tells metrics everything, the log what an operator wants to read (changes of state, dead letters, claim
 * checks that fail), and the operator's own URL what it is for.
 */
export function observeDelivery(
  metrics: DeliveryObserver,
  log: Logger,
  operator?: OperatorEvents["observer"],
): DeliveryObserver {
  return {
    attempt: (...args) => metrics.attempt?.(...args),
    writing: (...args) => metrics.writing?.(...args),
    wrote: (...args) => metrics.wrote?.(...args),
    state(destination, state) {
      metrics.state?.(destination, state);
      operator?.state(destination, state);
      const facts = { destination, status: state.status, code: state.code };
      if (state.status === "healthy") log.info(facts, `${destination} is healthy`);
      else log.warn(facts, `${destination} is ${state.status}: ${state.message ?? "no reason given"}`);
    },
    removed(destination) {
      metrics.removed?.(destination);
      operator?.removed(destination);
      log.info({ destination }, `${destination} is configured no more; its place stays in the journal`);
    },
    claimCheck(destination, store, failure) {
      metrics.claimCheck?.(destination, store, failure);
      const facts = { destination, store, code: failure?.code ?? null };
      if (failure === null) log.info(facts, `${store} takes what is too large for ${destination} again`);
      else log.warn(facts, `${store} does not take what is too large for ${destination}: ${failure.message}`);
    },
    deadLetter(destination, eventId, code, message) {
      metrics.deadLetter?.(destination, eventId, code, message);
      operator?.deadLetter(destination, eventId, code, message);
      log.error({ destination, eventId, code }, `${destination} will not take event ${eventId}: ${message}`);
    },
  };
}
