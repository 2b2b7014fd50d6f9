import * as z from "zod";
import { regionOf } from "./region.ts";

const queueUrl = z
  .string()
  .refine(
    isQueueUrl,
    "expected the URL of a queue, as in https://sqs.eu-west-1.amazonaws.com/123456789012/events",
  );

/** The keys of an SQS destination. */
export const configSchema = z
  .strictObject({
    queue_url: queueUrl
      .meta({ examples: ["https://sqs.eu-west-1.amazonaws.com/123456789012/terra-events"] })
      .describe("The queue, as the console shows it. A FIFO queue's ends in .fifo"),
    region: z
      .string()
      .regex(/^[a-z0-9-]+$/, "expected a region, as in eu-west-1")
      .optional()
      .meta({ examples: ["eu-west-1"] })
      .describe("The queue's region. Default: the one in queue_url"),
    endpoint: z
      .string()
      .refine(isHttpUrl, "expected an http:// or https:// URL")
      .optional()
      .meta({ examples: ["https://vpce-1a2b3c.sqs.eu-west-1.vpce.amazonaws.com"] })
      .describe("Where requests are sent, for a VPC endpoint or an emulator. Default: the host in queue_url"),
    access_key_id: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: ["${AWS_ACCESS_KEY_ID}"] })
      .describe("Default: the SDK's own chain (environment, profile, container or instance role)"),
    secret_access_key: z
      .string()
      .min(1)
      .optional()
      .meta({ secret: true, examples: ["${AWS_SECRET_ACCESS_KEY}"] })
      .describe("Belongs to access_key_id"),
    role_arn: z
      .string()
      .regex(/^arn:[^:]+:iam::\d+:role\/./, "expected arn:aws:iam::123456789012:role/NAME")
      .optional()
      .meta({ examples: ["arn:aws:iam::123456789012:role/musette"] })
      .describe("A role to assume with those credentials"),
    group_by: z
      .enum(["user", "key"])
      .optional()
      .describe("FIFO only: what is kept in order. All events of a user, or only the revisions of one item"),
  })
  .superRefine((keys, context) => {
    const { access_key_id: id, secret_access_key: secret } = keys;
    if ((id === undefined) !== (secret === undefined)) {
      const path = [id === undefined ? "access_key_id" : "secret_access_key"];
      context.addIssue({ code: "custom", path, message: "access_key_id and secret_access_key go together" });
    }
    if (keys.region === undefined && isQueueUrl(keys.queue_url) && regionOf(keys.queue_url) === undefined) {
      const message = "queue_url does not tell the region; give it here";
      context.addIssue({ code: "custom", path: ["region"], message });
    }
    if (keys.group_by !== undefined && !isFifo(keys.queue_url)) {
      const message = "is for FIFO queues, whose queue_url ends in .fifo";
      context.addIssue({ code: "custom", path: ["group_by"], message });
    }
  })
  .transform((keys) => ({
    queueUrl: keys.queue_url,
    region: keys.region ?? regionOf(keys.queue_url) ?? "",
    endpoint: keys.endpoint ?? new URL(keys.queue_url).origin,
    accessKey:
      keys.access_key_id === undefined || keys.secret_access_key === undefined
        ? undefined
        : { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key },
    roleArn: keys.role_arn,
    groupBy: isFifo(keys.queue_url) ? (keys.group_by ?? ("user" as const)) : undefined,
  }));

export type SqsConfig = Readonly<z.output<typeof configSchema>>;

function isQueueUrl(text: string): boolean {
  return isHttpUrl(text) && /^\/.*[\w-]+(\.fifo)?$/.test(new URL(text).pathname);
}

function isHttpUrl(text: string): boolean {
  const { protocol, username, password } = URL.parse(text) ?? {};
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "";
}

function isFifo(text: string): boolean {
  return text.endsWith(".fifo");
}
