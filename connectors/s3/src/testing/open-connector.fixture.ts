import type { Connector } from "@musette/core";
import { makeBatch, makeRecords } from "@musette/testing";
import { s3Connector } from "../index.ts";

/** The connector as the server opens it. */
export function openConnector(config: Readonly<Record<string, unknown>>): Connector & AsyncDisposable {
  const context = { name: "lake", log: () => undefined, now: () => Date.now() };
  const connector = s3Connector.open(s3Connector.config.parse(config), context);
  return { ...connector, [Symbol.asyncDispose]: async () => await connector.close() };
}

/** A write and a check, each to be begun when its turn comes. */
export function attemptsOf(connector: Connector): readonly (() => Promise<unknown>)[] {
  const { signal } = new AbortController();
  return [
    async () => await connector.write(makeBatch(makeRecords(0, 3)), { signal }),
    async () => await connector.check({ signal }),
  ];
}
