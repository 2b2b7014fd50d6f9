import { defineConnector } from "@musette/core";
import { firestoreConfig } from "./config.ts";
import { createFirestore } from "./write.ts";

/** Google Cloud Firestore: Terra's document paths, with the item's own fields, guarded by the revision. */
export const firestoreConnector = defineConnector({
  type: "firestore",
  summary: "Writes events as documents to Google Cloud Firestore, at Terra's paths.",
  config: firestoreConfig,
  limits: { records: 500, bytes: 8_000_000 },
  guarantee: "effectively-once",
  deletesUsers: true,
  formats: ["json"],
  open: (config) => createFirestore(config),
});

export default firestoreConnector;
