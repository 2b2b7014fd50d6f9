import { ensureTool, type EnsuredTool } from "./ensure-tool.ts";
import { azurite } from "./azurite.ts";
import { buildah } from "./buildah.ts";
import { chromium } from "./chromium.ts";
import { gcs } from "./gcs.ts";
import { ensureInstalled } from "./ensure-installed.ts";
import { ensureServer } from "./ensure-server.ts";
import type { EnsuredServer } from "./find-or-start.ts";
import { kafka } from "./kafka.ts";
import { findOrStart } from "./find-or-start.ts";
import { firestoreEmulator } from "./firestore-emulator.ts";
import { gpsbabel } from "./gpsbabel.ts";
import { firestore } from "./firestore.ts";
import { mariadb } from "./mariadb.ts";
import { mongodb } from "./mongodb.ts";
import { nginx } from "./nginx.ts";
import { postgres } from "./postgres.ts";
import { prometheus } from "./prometheus.ts";
import { promtool } from "./promtool.ts";
import { radosgw } from "./radosgw.ts";
import { redis } from "./redis.ts";
import { systemdAnalyze } from "./systemd-analyze.ts";
import { thisRun } from "./this-run.ts";

export type { EnsuredServer, EnsuredTool };
export { refuseFirestoreDocuments } from "./firestore/hooks.ts";
export { stopStartedServers } from "./stop-started-servers.ts";
export { testKmsKeyId } from "./radosgw/ceph-conf.ts";
export { testRole, testRoleArn, testRolePrefix } from "./radosgw/test-role.ts";
export { type S3Address, s3Address } from "./s3-address.ts";
export { suiteTitle } from "./suite-title.ts";
export { ensureSupabase } from "./supabase/ensure-supabase.ts";
export type { SupabaseProject } from "./supabase/start-supabase.ts";

/** `MUSETTE_TEST_POSTGRES_URL`, or one that answers or can be started; the user may create databases. */
export const ensurePostgres = (): Promise<EnsuredServer> => ensureServer(postgres);

/** `MUSETTE_TEST_MYSQL_URL`, or a MariaDB that answers or can be started; the URL's database exists. */
export const ensureMariadb = (): Promise<EnsuredServer> => ensureServer(mariadb);

/** `MUSETTE_TEST_S3_URL` (`https://KEY:SECRET@HOST/BUCKET?region=REGION`), or a Ceph that answers or can be started. */
export const ensureS3 = (): Promise<EnsuredServer> => ensureServer(radosgw);

/** `MUSETTE_TEST_REDIS_URL`, or one that answers or can be started (with `appendfsync always`). */
export const ensureRedis = (): Promise<EnsuredServer> => ensureServer(redis);

/** `MUSETTE_TEST_AZURE_BLOB_URL`, or an Azurite that answers or can be started. The URL holds the account's name and key. */
export const ensureAzurite = (): Promise<EnsuredServer> => ensureServer(azurite);

/** `MUSETTE_TEST_GCS_URL`, or our own emulator of Google Cloud Storage, which is started. */
export const ensureGcs = (): Promise<EnsuredServer> => ensureServer(gcs);

/** `MUSETTE_TEST_MONGODB_URL`, or one that answers, or our own wire server, which is started. */
export const ensureMongodb = (): Promise<EnsuredServer> => ensureServer(mongodb);

/** `MUSETTE_TEST_KAFKA_BROKERS` (`kafka://host:port`), or librdkafka's mock cluster, which is compiled and started. */
export const ensureKafka = (): Promise<EnsuredServer> => ensureServer(kafka);
export { type KafkaCluster, kafkaCluster, startKafkaMock } from "./kafka/kafka-cluster.ts";
export { type KafkaMessage, readKafkaTopic } from "./kafka/read-kafka-topic.ts";
export { type KafkaFront, startKafkaFront } from "./kafka/start-kafka-front.ts";

/** Our own server of Firestore, which is started. */
export const ensureFirestore = (): Promise<EnsuredServer> => ensureServer(firestore);

/** Google's emulator: `FIRESTORE_EMULATOR_HOST`, or its jar where it is installed; never required. */
export const ensureFirestoreEmulator = (): Promise<EnsuredServer> =>
  findOrStart(firestoreEmulator, thisRun());

/** Where gpsbabel is installed; it reads FIT. */
export const ensureGpsbabel = (): Promise<EnsuredTool> => ensureTool(gpsbabel);

/** Builds the container image; installed when it is missing. */
export const ensureBuildah = (): Promise<EnsuredTool> => ensureInstalled(buildah);

/** Checks the systemd unit of the documentation; installed when it is missing. */
export const ensureSystemdAnalyze = (): Promise<EnsuredTool> => ensureInstalled(systemdAnalyze);

/** Checks metrics and alert rules; installed when it is missing. */
export const ensurePromtool = (): Promise<EnsuredTool> => ensureInstalled(promtool);

/** Scrapes metrics and answers queries; installed when it is missing. */
export const ensurePrometheus = (): Promise<EnsuredTool> => ensureInstalled(prometheus);

/** A Chromium without a window, for tests of the console. */
export const ensureChromium = (): Promise<EnsuredTool> => ensureInstalled(chromium);

/** Runs the reverse proxy of the documentation; installed when it is missing. */
export const ensureNginx = (): Promise<EnsuredTool> => ensureInstalled(nginx);
