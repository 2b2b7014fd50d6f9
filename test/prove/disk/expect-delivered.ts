import { eventually } from "../../e2e/eventually.ts";
import type { MusetteProcess } from "../../e2e/musette-process.ts";
import { queryWarehouse } from "../../e2e/warehouse.ts";

/** Waits until everything is delivered; returns how many of these are not in the warehouse. */
export async function expectDelivered(
  musette: MusetteProcess,
  warehouse: string,
  ids: ReadonlySet<string>,
): Promise<number> {
  await eventually(
    "the last event's delivery",
    async () => {
      const { destinations } = (await (await fetch(new URL("/readyz", musette.url))).json()) as {
        readonly destinations: readonly { readonly lagEvents: number }[];
      };
      return destinations.every(({ lagEvents }) => lagEvents === 0) ? true : undefined;
    },
    120_000,
  );
  const rows = queryWarehouse(warehouse, "SELECT payload_id FROM terra_data_payloads") ?? [];
  const delivered = new Set(rows.map((row) => row["payload_id"]));
  return [...ids].filter((id) => !delivered.has(id)).length;
}
