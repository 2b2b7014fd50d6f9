import { SQSClient } from "@aws-sdk/client-sqs";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { SqsConfig } from "./config.ts";

/** Calls of one batch on their way at once. The SDK's own bound of 50 connections holds for all batches. */
export const parallelCalls = 8;

const connectTimeoutMs = 5_000;
/** A call carries up to 1 MiB; SQS answers within seconds or not at all. */
const requestTimeoutMs = 30_000;

/** A client for one queue. Makes no connection and reads no credentials until it is used. */
export function createClient({ region, endpoint, accessKey, roleArn }: SqsConfig): SQSClient {
  // A copy: the SDK notes on the object where it comes from, and configurations are frozen.
  const key = accessKey && { ...accessKey };
  const credentials =
    roleArn === undefined
      ? key
      : fromTemporaryCredentials({
          ...(key && { masterCredentials: key }),
          params: { RoleArn: roleArn, RoleSessionName: "musette" },
          clientConfig: { region, maxAttempts: 1 },
        });
  return new SQSClient({
    region,
    endpoint,
    ...(credentials && { credentials }),
    // Delivery owns retries: it knows the other batches and when the process is to stop.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
}
