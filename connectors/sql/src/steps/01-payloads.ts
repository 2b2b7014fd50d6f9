import { createTable } from "./create-table.ts";
import type { Step } from "./step.ts";

/** Terra's three tables, with the payload in the row. */
export const payloads: Step = {
  name: "01-payloads",
  async apply(place) {
    const { tables } = place;
    await createTable(place, {
      name: tables.users,
      columns: {
        user_id: "label",
        reference_id: "text?",
        created_at: "text?",
        granted_scopes: "text?",
        provider: "text?",
        state: "label",
        revision: "integer",
        state_revision: "integer",
      },
      key: ["user_id"],
    });
    await createTable(place, {
      name: tables.data_payloads,
      columns: {
        event_key: "key",
        payload_id: "label",
        user_id: "label",
        data_type: "label",
        provider: "text?",
        created_at: "time",
        start_time: "label?",
        end_time: "label?",
        revision: "integer",
        payload: "json",
      },
      key: ["event_key"],
      indexes: [["payload_id"], ["user_id", "data_type", "start_time"]],
    });
    await createTable(place, {
      name: tables.other_payloads,
      columns: {
        event_key: "key",
        payload_id: "label",
        user_id: "label",
        payload_type: "label",
        provider: "text?",
        created_at: "time",
        revision: "integer",
        payload: "json",
      },
      key: ["event_key"],
      indexes: [["payload_id"], ["user_id", "payload_type"]],
    });
  },
};
