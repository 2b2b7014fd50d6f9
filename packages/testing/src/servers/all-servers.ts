import { azurite } from "./azurite.ts";
import { gcs } from "./gcs.ts";
import { kafka } from "./kafka.ts";
import { firestore } from "./firestore.ts";
import { mariadb } from "./mariadb.ts";
import { mongodb } from "./mongodb.ts";
import { postgres } from "./postgres.ts";
import { radosgw } from "./radosgw.ts";
import { redis } from "./redis.ts";
import type { TestServer } from "./test-server.ts";

/** Every server that tests and benchmarks speak to. A new one is one file and one entry here. */
export const allServers: readonly TestServer[] = [
  postgres,
  mariadb,
  redis,
  azurite,
  gcs,
  mongodb,
  firestore,
  kafka,
  radosgw,
];
