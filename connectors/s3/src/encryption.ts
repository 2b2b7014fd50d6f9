import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { S3Config } from "./config.ts";

type Encryption = Pick<PutObjectCommandInput, "ServerSideEncryption" | "SSEKMSKeyId">;

/** `AES256`, `aws:kms` or `aws:kms:KEY` as the SDK takes it; nothing: as the bucket is set. */
export function encryptionOf({ server_side_encryption: chosen }: S3Config): Encryption {
  if (chosen === undefined) return {};
  if (chosen === "AES256") return { ServerSideEncryption: "AES256" };
  const key = chosen.slice("aws:kms:".length);
  return { ServerSideEncryption: "aws:kms", ...(key !== "" && { SSEKMSKeyId: key }) };
}
