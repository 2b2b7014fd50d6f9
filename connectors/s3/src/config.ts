import { objectPathTemplate, objectPrefix, onUserDelete, pathNamesUser } from "@musette/core";
import * as z from "zod";

const encryptions = /^(AES256|aws:kms(:[^\s]+)?)$/;
const roles = /^arn:[\w-]+:iam::\d*:role\/.+$/;

/** The keys of a `type: s3` destination. */
export const s3Config = z
  .strictObject({
    bucket: z
      .string()
      .regex(/^(arn:.+|[^/\s]+)$/, "must be the name of a bucket alone; what follows it goes into prefix")
      .meta({ examples: ["workouts"] })
      .describe("The bucket's name, or the ARN of an access point"),
    region: z
      .string()
      .regex(/^[a-z0-9-]+$/, "must be the name of a region, as in eu-west-1")
      .optional()
      .meta({ examples: ["eu-west-1"] })
      .describe("The bucket's region. Default: AWS_REGION or the profile's; with an endpoint, us-east-1"),
    prefix: objectPrefix.optional(),
    path: objectPathTemplate.optional(),
    on_user_delete: onUserDelete,
    endpoint: z
      .string()
      .refine(isEndpoint, "must be an http:// or https:// URL without user name, password or query")
      .optional()
      .meta({ examples: ["https://s3.example.com"] })
      .describe("Where the store is, when it is not Amazon's: https://s3.example.com"),
    force_path_style: z
      .boolean()
      .optional()
      .describe("Names the bucket in the path instead of the host name. Default: true with an endpoint"),
    access_key_id: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: ["${AWS_ACCESS_KEY_ID}"] })
      .describe("Default: the SDK's credential chain"),
    secret_access_key: z
      .string()
      .min(1)
      .optional()
      .meta({ secret: true, examples: ["${AWS_SECRET_ACCESS_KEY}"] })
      .describe("Goes with access_key_id"),
    role_arn: z
      .string()
      .regex(roles, "must be the ARN of a role, as in arn:aws:iam::123456789012:role/musette")
      .optional()
      .meta({ examples: ["arn:aws:iam::123456789012:role/musette"] })
      .describe("A role to assume with these credentials, or with those of the chain"),
    server_side_encryption: z
      .string()
      .regex(encryptions, "must be AES256, aws:kms or aws:kms:KEY, where KEY is a key's id, alias or ARN")
      .optional()
      .meta({ examples: ["aws:kms"] })
      .describe("AES256, aws:kms (the account's own key) or aws:kms:KEY. Default: what the bucket is set to"),
  })
  .refine((keys) => (keys.access_key_id === undefined) === (keys.secret_access_key === undefined), {
    path: ["secret_access_key"],
    message: "access_key_id and secret_access_key go together: give both or neither",
  })
  .refine((keys) => keys.on_user_delete === "keep" || pathNamesUser(keys), {
    path: ["path"],
    message: "must hold {user_id} when on_user_delete is delete: by that a user's objects are found",
  });

export type S3Config = Readonly<z.output<typeof s3Config>>;

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}
