import type { ConnectorDefinition } from "@musette/core";
import { makeBatch, makeRecord } from "@musette/testing";

/** Has the connector make its tables or collections, by one record that is not counted. */
export async function prepareTables(
  definition: ConnectorDefinition,
  config: Readonly<Record<string, unknown>>,
): Promise<void> {
  const context = { name: "prepare", log: () => undefined, now: () => Date.now() };
  const connector = definition.open(definition.config.parse(config), context);
  const failures = await connector.write(makeBatch([makeRecord({ item: 0 })]), {
    signal: AbortSignal.timeout(30_000),
  });
  await connector.close();
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join());
}
