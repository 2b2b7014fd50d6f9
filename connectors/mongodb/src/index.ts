import { defineConnector } from "@musette/core";
import { mongodbConfig } from "./config.ts";
import { createMongodb } from "./write.ts";

/** MongoDB: Terra's collections and `_id`s, with the item's own fields, guarded by the revision. */
export const mongodbConnector = defineConnector({
  type: "mongodb",
  summary: "Upserts events into Terra's collections of a MongoDB database.",
  config: mongodbConfig,
  limits: { records: 1000, bytes: 48_000_000, recordBytes: 16_000_000 },
  guarantee: "effectively-once",
  deletesUsers: true,
  formats: ["json"],
  open: (config) => createMongodb(config),
});

export default mongodbConnector;
