import type { DeliveryCode } from "@musette/core";

/**
 * What brokers, the client and Node call an error. Brokers' errors that stand nowhere here are `unknown`.
 *
 * @see https://kafka.apache.org/protocol#protocol_error_codes
 */
const names: Readonly<Record<DeliveryCode, readonly string[]>> = {
  unauthorized: [
    "CLUSTER_AUTHORIZATION_FAILED",
    "ILLEGAL_SASL_STATE",
    "PLT_KFK_AUTHENTICATION",
    "SASL_AUTHENTICATION_FAILED",
    "TOPIC_AUTHORIZATION_FAILED",
    "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
    "UNSUPPORTED_SASL_MECHANISM",
  ],
  not_found: ["INVALID_TOPIC_EXCEPTION", "UNKNOWN_TOPIC_ID", "UNKNOWN_TOPIC_OR_PARTITION"],
  too_large: ["MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE"],
  rejected: ["INVALID_RECORD", "INVALID_TIMESTAMP", "POLICY_VIOLATION", "UNSUPPORTED_FOR_MESSAGE_FORMAT"],
  throttled: ["THROTTLING_QUOTA_EXCEEDED"],
  timeout: ["ETIMEDOUT", "PLT_KFK_TIMEOUT", "REQUEST_TIMED_OUT"],
  conflict: [
    "CONCURRENT_TRANSACTIONS",
    "INVALID_PRODUCER_EPOCH",
    "INVALID_PRODUCER_ID_MAPPING",
    "OUT_OF_ORDER_SEQUENCE_NUMBER",
    "PRODUCER_FENCED",
    "UNKNOWN_PRODUCER_ID",
  ],
  unavailable: [
    "BROKER_NOT_AVAILABLE",
    "COORDINATOR_LOAD_IN_PROGRESS",
    "COORDINATOR_NOT_AVAILABLE",
    "CORRUPT_MESSAGE",
    "FENCED_LEADER_EPOCH",
    "KAFKA_STORAGE_ERROR",
    "LEADER_NOT_AVAILABLE",
    "NETWORK_EXCEPTION",
    "NOT_COORDINATOR",
    "NOT_ENOUGH_REPLICAS",
    "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
    "NOT_LEADER_OR_FOLLOWER",
    "PLT_KFK_NETWORK",
    "REPLICA_NOT_AVAILABLE",
    "UNKNOWN_LEADER_EPOCH",
    "UNKNOWN_SERVER_ERROR",
  ],
  unknown: [],
};

/** The most telling first: of several things that went wrong, the one that a person can mend. */
export const codesByWeight = Object.keys(names) as readonly DeliveryCode[];

/** Node's and OpenSSL's words for a connection that could not be made, or broke. */
const unreachable = /^(E(AI_|CONN|HOST|NET|NOTFOUND|PIPE|PROTO)|ERR_(TLS|SSL)|HPE_)|CERT|SIGNATURE/;

/** What an error of that name means; undefined when the name is not known. */
export function codeOfName(name: string): DeliveryCode | undefined {
  const found = codesByWeight.find((code) => names[code].includes(name));
  return found ?? (unreachable.test(name) ? "unavailable" : undefined);
}
