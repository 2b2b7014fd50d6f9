import { createTable } from "./create-table.ts";
import type { Step } from "./step.ts";

/** One row for each sample of each activity, for those who asked for it. */
export const samples: Step = {
  name: "03-samples",
  onlyWithSamples: true,
  async apply(place) {
    await createTable(place, {
      name: place.tables.samples,
      columns: {
        event_key: "key",
        metric: "label",
        sample_index: "integer",
        t_seconds: "number?",
        timestamp: "label?",
        value: "number",
      },
      key: ["event_key", "metric", "sample_index"],
    });
  },
};
