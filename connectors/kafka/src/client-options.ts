import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { BaseOptions } from "@platformatic/kafka";
import { DeliveryError } from "@musette/core";
import type { KafkaConfig } from "./config.ts";

const connectTimeoutMs = 5_000;
/** How long a broker may wait for its replicas. */
const replicasTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;
/** Forgotten earlier when a request fails. */
const metadataAgeMs = 60_000;

/**
 * What the client is told for any producer.
 *
 * @throws {DeliveryError} when a certificate or key cannot be read.
 */
export function clientOptions({ brokers, clientId, sasl, tls }: KafkaConfig): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    connectTimeout: connectTimeoutMs,
    timeout: replicasTimeoutMs,
    requestTimeout: requestTimeoutMs,
    metadataMaxAge: metadataAgeMs,
    autocreateTopics: false,
    // Without the name in the handshake, a front that serves several clusters does not know which is meant.
    ...(tls !== false && { tls: readFiles(tls), tlsServerName: !brokers.some(isAddress) }),
    ...(sasl && { sasl }),
  };
}

function readFiles({ ca_file, cert_file, key_file }: Exclude<KafkaConfig["tls"], boolean>) {
  return {
    ...(ca_file !== undefined && { ca: read(ca_file) }),
    ...(cert_file !== undefined && { cert: read(cert_file) }),
    ...(key_file !== undefined && { key: read(key_file) }),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
    throw new DeliveryError("unauthorized", `The file ${file} of tls cannot be read (${code}). Correct tls.`);
  }
}

function isAddress(broker: string): boolean {
  return broker.startsWith("[") || isIP(broker.replace(/:\d+$/, "")) !== 0;
}
