import { azureBlob } from "./azure-blob.ts";
import { firestore } from "./firestore.ts";
import { gcs } from "./gcs.ts";
import { kafka } from "./kafka.ts";
import { mariadb } from "./mariadb.ts";
import { mongodb } from "./mongodb.ts";
import { postgres } from "./postgres.ts";
import { s3 } from "./s3.ts";
import type { Sink } from "./sink.ts";
import { sqlite } from "./sqlite.ts";
import { sqs } from "./sqs.ts";
import { supabase } from "./supabase.ts";
import { webhook } from "./webhook.ts";

/** Every destination that has a server here. A new one is one file and one entry. */
export const allSinks: readonly Sink[] = [
  sqlite,
  postgres,
  mariadb,
  webhook,
  s3,
  azureBlob,
  gcs,
  sqs,
  kafka,
  mongodb,
  firestore,
  supabase,
];
