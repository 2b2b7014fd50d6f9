import { azurePlace } from "./azure-place.ts";
import { firestorePlace } from "./firestore-place.ts";
import { gcsPlace } from "./gcs-place.ts";
import { kafkaPlace } from "./kafka-place.ts";
import { mongodbPlace } from "./mongodb-place.ts";
import type { Place } from "./place.ts";
import { s3Place } from "./s3-place.ts";
import { sqlPlace } from "./sql-place.ts";
import { sqsPlace } from "./sqs-place.ts";
import { supabasePlace } from "./supabase-place.ts";
import { webhookPlace } from "./webhook-place.ts";

/** One place for each type of destination, each made on the test server of that type. */
export const allPlaces = {
  webhook: webhookPlace,
  firestore: firestorePlace,
  sql: sqlPlace,
  mongodb: mongodbPlace,
  gcs: gcsPlace,
  s3: s3Place,
  sqs: sqsPlace,
  kafka: kafkaPlace,
  supabase: supabasePlace,
  "azure-blob": azurePlace,
} satisfies Readonly<Record<string, () => Promise<Place>>>;
