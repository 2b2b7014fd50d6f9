import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Connector, ConnectorContext, DeliveryRecord } from "@musette/core";
import { makeBatch } from "./records.ts";
import type { ConformanceSubject, ConformanceTarget, RawConfig } from "./target.ts";

/** One thing that every connector must do. It runs against a target of its own. */
export interface ConformanceCase {
  /** A sentence about the connector: `keeps U+0000`. */
  readonly name: string;
  /** Depends on what the destination can hold or has, so a subject may declare it not applicable. */
  readonly waivable?: true;
  readonly timeoutMs?: number;
  readonly run: (bench: Bench) => Promise<void>;
}

/** What a case works with. Disposing it closes every connector that was opened, and the target. */
export interface Bench extends AsyncDisposable {
  readonly subject: ConformanceSubject;
  readonly target: ConformanceTarget;
  /** Everything the connectors logged, one text a line. */
  readonly logLines: readonly string[];
  readonly open: (config?: RawConfig) => Connector;
  /** Writes the records, as one batch if the limits allow, and fails when any of them is not delivered. */
  readonly deliver: (connector: Connector, records: readonly DeliveryRecord[]) => Promise<void>;
  /** Fails when the promise has not settled within the deadline. */
  readonly within: <T>(what: string, promise: Promise<T>) => Promise<T>;
  /** Aborts at the deadline. */
  readonly signal: () => AbortSignal;
  readonly print: (line: string) => void;
}

const defaultDeadlineMs = 10_000;

export async function openBench(subject: ConformanceSubject, print: Bench["print"]): Promise<Bench> {
  const deadlineMs = subject.deadlineMs ?? defaultDeadlineMs;
  const target = await subject.makeTarget();
  const opened: Connector[] = [];
  const logLines: string[] = [];
  const context: ConnectorContext = {
    name: "conformance",
    log: (level, message, facts) =>
      void logLines.push(`${level} ${message} ${inspect(facts, { depth: 12 })}`),
    now: () => Date.now(),
  };

  const bench: Bench = {
    subject,
    target,
    logLines,
    print,
    open(config = target.config) {
      const connector = subject.definition.open(subject.definition.config.parse(config), context);
      opened.push(connector);
      return connector;
    },
    async deliver(connector, records) {
      const most = subject.definition.limits.records;
      for (let start = 0; start < records.length; start += most) {
        const batch = makeBatch(records.slice(start, start + most));
        const failures = await bench.within("write", connector.write(batch, { signal: bench.signal() }));
        assert.deepEqual(failures, [], "write reported records that were not delivered");
      }
    },
    async within(what, promise) {
      const late = Promise.withResolvers<never>();
      const fail = () => late.reject(new Error(`${what} did not answer within ${deadlineMs} ms`));
      // A signal that aborts at the deadline needs a moment to take effect.
      const timer = setTimeout(fail, deadlineMs + 1_000);
      try {
        return await Promise.race([promise, late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
    signal: () => AbortSignal.timeout(deadlineMs),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(opened.map((connector) => connector.close()));
      await target[Symbol.asyncDispose]();
    },
  };
  return bench;
}
