import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { DeliveryError } from "@musette/core";
import type { S3Config } from "./config.ts";
import { classify } from "./errors.ts";

type Credentials = Extract<NonNullable<S3ClientConfig["credentials"]>, (...args: never[]) => unknown>;

/** The keys of the config or the SDK's default chain, and the role assumed with them. Asked for on first use. */
export function credentialsOf(config: S3Config): NonNullable<S3ClientConfig["credentials"]> {
  const keys = keysOf(config);
  if (config.role_arn === undefined) {
    return keys ?? explained(fromNodeProviderChain(), "find credentials", advice.chain);
  }
  const assume = fromTemporaryCredentials({
    params: { RoleArn: config.role_arn, RoleSessionName: "musette" },
    ...(keys && { masterCredentials: keys }),
    clientConfig: { maxAttempts: 1, ...(config.region !== undefined && { region: config.region }) },
  });
  return explained(assume, `assume the role ${config.role_arn}`, advice.role);
}

const advice = {
  chain:
    "Set access_key_id and secret_access_key, or give the process credentials: AWS_ACCESS_KEY_ID, a profile, or a role of its container or machine.",
  role: "Its trust policy must allow sts:AssumeRole to these credentials, and they must be allowed it too.",
};

function keysOf({ access_key_id: accessKeyId, secret_access_key: secretAccessKey }: S3Config) {
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey };
}

/** The same provider; when it fails, the error says that no object was refused, but the credentials. */
function explained(provider: Credentials, attempted: string, whatToDo: string): Credentials {
  return async (context) => {
    try {
      return await provider(context);
    } catch (error) {
      const { code, reason, retryAfterMs } = classify(error);
      const attempt = `Could not ${attempted} (${reason}).`;
      if (code !== "unavailable" && code !== "timeout" && code !== "throttled")
        throw new DeliveryError("unauthorized", `${attempt} ${whatToDo}`);
      const options = retryAfterMs === undefined ? {} : { retryAfterMs };
      throw new DeliveryError(code, `${attempt} It is tried again.`, options);
    }
  };
}
