import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ensureKafka,
  kafkaCluster,
  makeBatch,
  makeRecords,
  readKafkaTopic,
  startKafkaFront,
  suiteTitle,
} from "@musette/testing";
import type { KafkaCluster } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import kafka from "./index.ts";

const account = { username: "musette", password: "kept-between-us" };
const { signal } = new AbortController();
const server = await ensureKafka();

describe.skipIf("skipped" in server || !server.url.startsWith("kafka-mock:"))(
  `kafka ${suiteTitle("logs in", server)}`,
  () => {
    let cluster: KafkaCluster;
    let folder = "";
    const files = () => ({
      ca_file: join(folder, "cert.pem"),
      cert_file: join(folder, "cert.pem"),
      key_file: join(folder, "key.pem"),
    });
    beforeAll(async () => {
      cluster = await kafkaCluster(server.url);
      folder = mkdtempSync(join(tmpdir(), "musette-kafka-tls-"));
      const { cert_file, key_file } = files();
      const kind = [
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-noenc",
        "-days",
        "1",
      ];
      const subject = ["-subj", "/CN=broker.test", "-addext", "subjectAltName=IP:127.0.0.1"];
      execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", key_file, "-out", cert_file], {
        stdio: "pipe",
      });
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])("logs in with %s", async (mechanism) => {
      await using front = await startKafkaFront({ brokers: cluster.brokers, account });
      const { connector, topic } = open(front.brokers, { sasl: { mechanism, ...account } });
      expect(await connector.write(makeBatch(makeRecords(0, 3)), { signal })).toEqual([]);
      expect(new Set(front.logins)).toEqual(new Set([mechanism]));
      expect(await readKafkaTopic(cluster.brokers, topic)).toHaveLength(3);
    });

    it.each(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])(
      "says each time that %s was refused",
      async (mechanism) => {
        await using front = await startKafkaFront({ brokers: cluster.brokers, account });
        const { connector } = open(front.brokers, {
          sasl: { mechanism, ...account, password: "wrong" },
        });
        for (let attempt = 0; attempt < 3; attempt += 1) {
          const writing = connector.write(makeBatch(makeRecords(0, 3)), { signal });
          await expect(writing).rejects.toMatchObject({ code: "unauthorized" });
        }
      },
    );

    it("says that the connection is closed when it does not log in", async () => {
      await using front = await startKafkaFront({ brokers: cluster.brokers, account });
      const { connector } = open(front.brokers);
      await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unavailable" });
    });

    it("speaks TLS with its own certificate, and logs in within it", async () => {
      const { cert_file, key_file } = files();
      const [cert, key] = [readFileSync(cert_file), readFileSync(key_file)];
      const tls = { cert, key, ca: [cert], requestCert: true, rejectUnauthorized: true };
      await using front = await startKafkaFront({ brokers: cluster.brokers, account, tls });
      const sasl = { mechanism: "PLAIN", ...account };
      const { connector, topic } = open(front.brokers, { sasl, tls: files() });
      expect(await connector.write(makeBatch(makeRecords(0, 3)), { signal })).toEqual([]);
      expect(await readKafkaTopic(cluster.brokers, topic)).toHaveLength(3);

      const stranger = open(front.brokers, { sasl, tls: true }).connector;
      const failure = { code: "unavailable", message: expect.stringContaining("CERT") as unknown };
      await expect(stranger.check({ signal })).rejects.toMatchObject(failure);
      const unsafe = open(front.brokers, { sasl }).connector;
      await expect(unsafe.check({ signal })).rejects.toMatchObject({
        code: expect.stringMatching(/unavailable|timeout/) as unknown,
      });
    });

    it("says that a broker does not speak TLS", async () => {
      const { connector } = open(cluster.brokers, { tls: true });
      await expect(connector.check({ signal })).rejects.toMatchObject({
        code: expect.stringMatching(/unavailable|timeout/) as unknown,
      });
    });

    it("says which file cannot be read, once it is needed", async () => {
      const { connector } = open(cluster.brokers, { tls: { ca_file: "/nowhere/ca.pem" } });
      const failure = {
        code: "unauthorized",
        message: expect.stringContaining("/nowhere/ca.pem") as unknown,
      };
      await expect(connector.write(makeBatch(makeRecords(0, 1)), { signal })).rejects.toMatchObject(failure);
      await expect(connector.check({ signal })).rejects.toMatchObject(failure);
    });

    function open(brokers: readonly string[], keys: Readonly<Record<string, unknown>> = {}) {
      const topic = `events-${randomUUID()}`;
      const config = kafka.config.parse({ brokers: [...brokers], topic, ...keys });
      const connector = kafka.open(config, { name: "events", log: () => undefined, now: () => 0 });
      onTestFinished(async () => await connector.close());
      return { connector, topic };
    }
  },
);
