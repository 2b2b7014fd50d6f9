export { connectorConformance } from "./conformance/connector-conformance.ts";
export type {
  ConformanceRunner,
  ConformanceSubject,
  ConformanceTarget,
  RawConfig,
  StoredRecord,
} from "./conformance/target.ts";
export { generateIfitLog } from "./samples/ifit-log.ts";
export type { IfitLogOptions, IfitLogPayload } from "./samples/ifit-log.ts";
export { generateIfitWebLog } from "./samples/ifit-web-log.ts";
export type { IfitWebLogPayload } from "./samples/ifit-web-log.ts";
export { freePort } from "./free-port.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export {
  ensureAzurite,
  ensureBuildah,
  ensureChromium,
  ensureGcs,
  ensureKafka,
  ensureFirestore,
  ensureFirestoreEmulator,
  ensureGpsbabel,
  ensureMariadb,
  ensureMongodb,
  ensureNginx,
  ensurePostgres,
  ensurePrometheus,
  ensurePromtool,
  ensureRedis,
  ensureS3,
  ensureSupabase,
  ensureSystemdAnalyze,
  kafkaCluster,
  readKafkaTopic,
  s3Address,
  startKafkaFront,
  startKafkaMock,
  refuseFirestoreDocuments,
  stopStartedServers,
  suiteTitle,
  testKmsKeyId,
  testRole,
  testRoleArn,
  testRolePrefix,
} from "./servers/index.ts";
export type {
  EnsuredServer,
  EnsuredTool,
  SupabaseProject,
  KafkaCluster,
  KafkaFront,
  KafkaMessage,
  S3Address,
} from "./servers/index.ts";
export { createChaosConnector } from "./chaos-connector.ts";
export type { ChaosConnector, ChaosFault, ChaosRule } from "./chaos-connector.ts";
export { makeBatch, makeRecord, makeRecords } from "./conformance/records.ts";
export type { RecordRecipe } from "./conformance/records.ts";
export { startWebhookReceiver } from "./webhook-receiver.ts";
export type { ReceivedRequest, ReceiverOptions, WebhookReceiver } from "./webhook-receiver.ts";
export type { PelotonDiscipline } from "./samples/peloton-disciplines.ts";
export { generatePelotonWorkout } from "./samples/peloton-workout.ts";
export type { PelotonPayload, PelotonWorkoutOptions } from "./samples/peloton-workout.ts";
export { type Random, seededRandom } from "./samples/random.ts";
export { inheritedFlags } from "./inherited-flags.ts";
