import { objectPathTemplate, objectPrefix, onUserDelete, pathNamesUser } from "@musette/core";
import * as z from "zod";

/** 3 to 63 characters; with dots in it, which only verified domains may have, up to 222. */
const bucketName = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;

/** The keys of a `type: gcs` destination. */
export const gcsConfig = z
  .strictObject({
    bucket: z
      .string()
      .regex(bucketName, "must be the name of a bucket: lower-case letters, digits, hyphens, dots")
      .meta({ examples: ["acme-workouts"] })
      .describe("The bucket that the objects go to. It must exist"),
    prefix: objectPrefix.optional(),
    path: objectPathTemplate.optional(),
    on_user_delete: onUserDelete,
    credentials_file: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: ["/run/secrets/gcs.json"] })
      .describe(
        "Path of a credentials file of Google Cloud: a service account key, or workload identity federation",
      ),
    credentials: z
      .string()
      .refine(
        isCredentials,
        "must be the JSON text of a credentials file of Google Cloud, with a `type` in it",
      )
      .optional()
      .meta({ secret: true, examples: ["${GCS_CREDENTIALS}"] })
      .describe("The JSON text of such a file. Default: application default credentials"),
    endpoint: z
      .string()
      .refine(isEndpoint, "must be as https://storage.googleapis.com, without a path")
      .optional()
      .meta({ examples: ["https://storage.europe-west3.rep.googleapis.com"] })
      .describe("Another endpoint than Google's public one: a private one, a regional one, or an emulator"),
  })
  .refine(
    ({ credentials, credentials_file }) => credentials === undefined || credentials_file === undefined,
    {
      path: ["credentials"],
      message: "give either credentials or credentials_file",
    },
  )
  .refine((keys) => keys.on_user_delete === "keep" || pathNamesUser(keys), {
    path: ["path"],
    message: "must hold {user_id} when on_user_delete is delete: by that a user's objects are found",
  });

export type GcsConfig = Readonly<z.output<typeof gcsConfig>>;

function isCredentials(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && "type" in parsed;
  } catch {
    return false;
  }
}

function isEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "";
}
