import type { Connector } from "@musette/core";
import { sqlConnector } from "../index.ts";

/** A connector as delivery would have it, closed at the end of the block it is declared in. */
export function openConnector(config: object): Connector & AsyncDisposable {
  const context = { name: "warehouse", log: () => undefined, now: () => 0 };
  const connector = sqlConnector.open(sqlConnector.config.parse(config), context);
  return { ...connector, [Symbol.asyncDispose]: async () => await connector.close() };
}
