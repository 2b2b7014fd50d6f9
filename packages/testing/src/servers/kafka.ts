import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "./find-program.ts";
import { commandMock } from "./kafka/command-mock.ts";
import type { TestServer } from "./test-server.ts";

const run = promisify(execFile);
const header = "/usr/include/librdkafka/rdkafka_mock.h";
const source = join(import.meta.dirname, "kafka/mockbroker.c");
const brokers = 3;

/**
 * A real cluster by its variable (`kafka://127.0.0.1:9092`, plain text, no login) or on its port, else
 * librdkafka's mock cluster, compiled from the source beside this file. The URL of a mock is that of its
 * control port.
 *
 * What is unfaithful in the mock of librdkafka 2.0.2: it makes every topic that is asked for, has no
 * login and no permissions, does not refuse large messages, keeps 5 MB of a partition, knows no topic administration, and refuses
 * InitProducerId above version 2 (so those are hidden).
 */
export const kafka: TestServer = {
  name: "kafka",
  urlVariable: "MUSETTE_TEST_KAFKA_BROKERS",
  standardUrl: "kafka://127.0.0.1:9092",
  debianPackages: ["librdkafka-dev", "kcat", "gcc", "libc6-dev"],
  stopSignal: "SIGTERM",
  urlAt: (port) => `kafka-mock://127.0.0.1:${port}`,

  async findProgram() {
    // kcat is the reader that tests compare with; without it there is nothing to see.
    const [compiler, kcat] = await Promise.all([findProgram(["gcc", "cc"]), findProgram(["kcat"])]);
    const isHere = await access(header).then(
      () => true,
      () => false,
    );
    return kcat !== undefined && isHere ? compiler : undefined;
  },

  launch({ program, folder, port }) {
    const built = join(folder, "mockbroker");
    return {
      prepare: [{ file: program, args: ["-O1", "-o", built, source, "-lrdkafka"] }],
      serve: { file: built, args: [String(port), String(brokers)] },
    };
  },

  async ask(url, { timeoutMs }) {
    if (url.startsWith("kafka-mock:")) {
      const version = await commandMock(url, "version", { timeoutMs });
      await commandMock(url, "api_versions 22 0 2", { timeoutMs });
      return `librdkafka ${version} (mock cluster)`;
    }
    await run("kcat", ["-L", "-b", new URL(url).host, "-m", String(Math.ceil(timeoutMs / 1000))]);
    return "Kafka (of a version that it does not tell)";
  },
};
