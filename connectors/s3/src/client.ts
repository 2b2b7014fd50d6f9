import { S3Client } from "@aws-sdk/client-s3";
import type { S3Config } from "./config.ts";
import { credentialsOf } from "./credentials.ts";

/** More than the writers that work at once, so that a check need not wait for them. */
const mostConnections = 64;
const connectTimeoutMs = 10_000;

/** The SDK's client. It makes no connection before it is used, and leaves retries to delivery. */
export function createClient(config: S3Config): S3Client {
  const { endpoint, force_path_style: forcePathStyle = endpoint !== undefined } = config;
  const region = config.region ?? (endpoint === undefined ? undefined : "us-east-1");
  // Other stores do not know the checksums that the SDK adds by default, or refuse them.
  const checksums = isAmazon(endpoint) ? "WHEN_SUPPORTED" : "WHEN_REQUIRED";
  return new S3Client({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle,
    credentials: credentialsOf(config),
    maxAttempts: 1,
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      httpAgent: { keepAlive: true, maxSockets: mostConnections },
      httpsAgent: { keepAlive: true, maxSockets: mostConnections },
    },
  });
}

/** Whether it is Amazon that answers there: without an endpoint, or at one of Amazon's own. */
export function isAmazon(endpoint: string | undefined): boolean {
  return endpoint === undefined || /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}
