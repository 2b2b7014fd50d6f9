import { kafka } from "../kafka.ts";
import { startServer } from "../start-server.ts";
import { stopServer } from "../stop-server.ts";
import { commandMock } from "./command-mock.ts";

/** A cluster to produce to. */
export interface KafkaCluster {
  /** `host:port`, to bootstrap from. */
  readonly brokers: readonly string[];
  /** Has a mock obey a command (see mockbroker.c); undefined where the cluster is a real one. */
  readonly command: ((line: string) => Promise<string>) | undefined;
}

/** The cluster behind the URL of `ensureKafka`. */
export async function kafkaCluster(url: string): Promise<KafkaCluster> {
  if (!url.startsWith("kafka-mock:")) return { brokers: [new URL(url).host], command: undefined };
  const bootstrap = await commandMock(url, "bootstrap");
  return { brokers: bootstrap.split(","), command: async (line) => await commandMock(url, line) };
}

/**
 * A mock cluster of one's own, to be broken.
 *
 * @throws when librdkafka's sources or a compiler are not installed.
 */
export async function startKafkaMock(): Promise<
  KafkaCluster & AsyncDisposable & { readonly command: (line: string) => Promise<string> }
> {
  const compiler = await kafka.findProgram();
  if (compiler === undefined) throw new Error(`Install ${kafka.debianPackages.join(", ")}.`);
  const server = await startServer(kafka, compiler, "a test");
  const { brokers } = await kafkaCluster(server.url);
  return {
    brokers,
    command: async (line) => await commandMock(server.url, line),
    [Symbol.asyncDispose]: async () => await stopServer(server),
  };
}
