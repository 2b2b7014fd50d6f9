import { deliveryCodes } from "@musette/core";
import type { DeliveryObserver, WriteEnd, WrittenBatch } from "@musette/delivery";
import type { Activity, OperatorEvents } from "@musette/server";
import type { Logger } from "pino";
import type { Tracing } from "@musette/telemetry";
import type { RequestsOf } from "./requests-of.ts";

export interface ObservedDelivery {
  readonly observer: DeliveryObserver;
  /** Resolves when every line is written that waits for the ids of its requests. */
  idle(): Promise<void>;
}

export interface ObserveDeliveryOptions {
  readonly metrics: DeliveryObserver;
  readonly log: Logger;
  readonly requests: (payloadIds: readonly number[]) => Promise<RequestsOf>;
  readonly operator: OperatorEvents["observer"] | undefined;
  /** Undefined: nothing is traced. */
  readonly tracing: Tracing["delivery"] | undefined;
  /** For the console; undefined: there is none. */
  readonly activity: Activity["observer"] | undefined;
}

/**
 * Tells metrics everything, the log what an operator wants to read (changes of state, deliveries that failed
 * or took more than one attempt, dead letters, claim checks that fail), with the ids of the requests that
 * brought the events, and the operator's own URL what it is for.
 */
export function observeDelivery(options: ObserveDeliveryOptions): ObservedDelivery {
  const { metrics, log, requests, operator, activity, tracing } = options;
  const lines = new Set<Promise<void>>();

  /** Writes a line once the ids are read: on the way of a failure, never on that of a delivery that went well. */
  function afterRequests(payloadIds: readonly number[], write: (facts: RequestsOf) => void): void {
    const line = requests(payloadIds).then(write);
    lines.add(line);
    void line.finally(() => lines.delete(line));
  }

  function tellFailure(destination: string, batch: WrittenBatch, end: WriteEnd): void {
    const { failed, failure } = end;
    if (failure === null) return;
    const facts = {
      destination,
      batch: batch.id,
      code: failure.code,
      events: failed.length,
      of: batch.events.length,
    };
    // Of what is refused for good each event has a line of its own, as a dead letter.
    const level = deliveryCodes[failure.code] === "dead-letter" ? "debug" : "warn";
    if (!log.isLevelEnabled(level)) return;
    afterRequests(payloadsOf(failed), (found) =>
      log[level](
        { ...facts, attempt: batch.failures + 1, ...found },
        `${destination} did not take ${describeCount(failed.length)}: ${failure.message}`,
      ),
    );
  }

  function tellSuccess(destination: string, { id, events, failures }: WrittenBatch): void {
    if (failures === 0) return;
    afterRequests(payloadsOf(events), (found) =>
      log.info(
        { destination, batch: id, events: events.length, attempt: failures + 1, ...found },
        `${destination} took ${describeCount(events.length)} at attempt ${failures + 1}`,
      ),
    );
  }

  const observer: DeliveryObserver = {
    attempt: (...args) => metrics.attempt?.(...args),
    writing(...args) {
      metrics.writing?.(...args);
      tracing?.writing(...args);
    },
    wrote(destination, batch, end) {
      metrics.wrote?.(destination, batch, end);
      tracing?.wrote(destination, batch, end);
      activity?.wrote(destination, batch, end);
      if (end.outcome === "delivered") tellSuccess(destination, batch);
      else tellFailure(destination, batch, end);
    },
    state(destination, state) {
      metrics.state?.(destination, state);
      operator?.state(destination, state);
      activity?.state(destination, state);
      const facts = { destination, status: state.status, code: state.code };
      if (state.status === "healthy") log.info(facts, `${destination} is healthy`);
      else log.warn(facts, `${destination} is ${state.status}: ${state.message ?? "no reason given"}`);
    },
    removed(destination) {
      metrics.removed?.(destination);
      operator?.removed(destination);
      activity?.removed(destination);
      log.info({ destination }, `${destination} is configured no more; its place stays in the journal`);
    },
    claimCheck(destination, store, failure) {
      metrics.claimCheck?.(destination, store, failure);
      const facts = { destination, store, code: failure?.code ?? null };
      if (failure === null) log.info(facts, `${store} takes what is too large for ${destination} again`);
      else log.warn(facts, `${store} does not take what is too large for ${destination}: ${failure.message}`);
    },
    deadLetter(destination, eventId, code, message, payloadId) {
      metrics.deadLetter?.(destination, eventId, code, message, payloadId);
      operator?.deadLetter(destination, eventId, code, message, payloadId);
      activity?.deadLetter(destination, eventId, code, message, payloadId);
      afterRequests([payloadId], (found) =>
        log.error(
          { destination, eventId, code, ...found },
          `${destination} will not take event ${eventId}: ${message}`,
        ),
      );
    },
  };

  return {
    observer,
    async idle() {
      await Promise.all(lines);
    },
  };
}

function payloadsOf(events: WrittenBatch["events"]): readonly number[] {
  return [...new Set(events.map(({ payloadId }) => payloadId))];
}

function describeCount(events: number): string {
  return events === 1 ? "an event" : `${events} events`;
}
