import { DeliveryError } from "@musette/core";
import type { Connector } from "@musette/core";
import { checkPermissions } from "./check.ts";
import { deliveryError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import { migrate } from "./migrate.ts";
import { withSession } from "./session.ts";
import { writeRecords } from "./write.ts";

/** The three verbs, over one database. */
export function connectSql(layout: Layout): Connector {
  const { engine } = layout;
  let migrated = false;
  let closed = false;

  function refuseWhenClosed(): void {
    if (!closed) return;
    const place = `${engine.product} database ${engine.place}`;
    throw new DeliveryError("unavailable", `The connection to ${place} was closed; open it again.`);
  }

  return {
    async write({ records }, { signal }) {
      try {
        refuseWhenClosed();
        return await withSession(engine, "write", signal, async (session) => {
          if (!migrated) await migrate(session, layout);
          migrated = true;
          return await writeRecords(session, layout, records);
        });
      } catch (error) {
        signal.throwIfAborted();
        const failure = deliveryError(engine, "write to", error);
        // The tables may have been dropped; the next write makes them again.
        if (failure.code === "not_found") migrated = false;
        throw failure;
      }
    },
    async check({ signal }) {
      try {
        refuseWhenClosed();
        await withSession(
          engine,
          "check",
          signal,
          async (session) => await checkPermissions(session, layout),
        );
      } catch (error) {
        signal.throwIfAborted();
        throw deliveryError(engine, "check", error);
      }
    },
    async close() {
      closed = true;
      await engine.close();
    },
  };
}
