import { onUserDelete } from "@musette/core";
import * as z from "zod";

/** The keys of a `type: supabase` destination. */
export const supabaseConfig = z.strictObject({
  url: z
    .string()
    .refine(isProjectUrl, "must be the project's URL, as in https://abcdefghijklm.supabase.co")
    .meta({ examples: ["https://abcdefghijklm.supabase.co"] })
    .describe("The project's URL: Project Settings > Data API."),
  service_key: z
    .string()
    // What a header takes. fetch would tell any other key in its error.
    .regex(/^[\x21-\x7e]+$/, "must be a key as the dashboard shows it, without spaces or line breaks")
    .meta({ examples: ["${SUPABASE_SERVICE_KEY}"] })
    .describe("A secret key (sb_secret_…) or the service_role key: Project Settings > API Keys.")
    .meta({ secret: true }),
  schema: z
    .string()
    .min(1)
    .default("public")
    .describe("The schema in which schema.sql was run; it must be among the exposed schemas."),
  bucket: z
    .string()
    // The storage service's own rule for names.
    .regex(/^(?!\.+$)[\w!\-.*'() &$@=;:+,]+$/, "must be the name of a bucket")
    .optional()
    .meta({ examples: ["payloads"] })
    .describe("Stores payloads as objects in this bucket of Storage, and in the tables where they are."),
  on_user_delete: onUserDelete,
});

export type SupabaseConfig = z.output<typeof supabaseConfig>;

function isProjectUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.search !== "" || url.hash !== "") return false;
  return url.protocol === "https:" || url.protocol === "http:";
}
