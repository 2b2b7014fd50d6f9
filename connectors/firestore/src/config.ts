import { onUserDelete } from "@musette/core";
import * as z from "zod";

const projectId = /^[a-z0-9.:-]{1,100}$/;
const databaseId = /^(\(default\)|[a-z][a-z0-9-]{1,61}[a-z0-9])$/;
/** Collections and documents in turn; the last is a collection. */
const rootPath = /^[^/]+(\/[^/]+\/[^/]+)*$/;
const reservedId = /(^|\/)(\.{1,2}|__.*__)(\/|$)/;
const kinds: ReadonlySet<unknown> = new Set([
  "service_account",
  "external_account",
  "authorized_user",
  "impersonated_service_account",
]);

const credentials = z
  .string()
  .transform((text, context) => {
    const parsed = parseObject(text);
    if (parsed !== undefined && kinds.has(parsed["type"])) return parsed;
    const message = "must be the JSON of a credentials file, with its `type`";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .meta({ examples: ["${FIRESTORE_CREDENTIALS}"] })
  .describe("The content of such a file instead, as JSON text")
  .meta({ secret: true });

/** The keys of a `type: firestore` destination. */
export const firestoreConfig = z
  .strictObject({
    project_id: z
      .string()
      .regex(projectId, "must be a project id: lower-case letters, digits and dashes")
      .meta({ examples: ["acme"] })
      .describe("The Google Cloud project"),
    database: z
      .string()
      .regex(databaseId, "must be (default), or 4 to 63 lower-case letters, digits and dashes")
      .default("(default)")
      .describe("The database of the project"),
    credentials_file: z
      .string()
      .min(1)
      .optional()
      .meta({ examples: ["/run/secrets/firestore.json"] })
      .describe(
        "A service account's key, or a workload identity configuration; the default credentials when left out",
      ),
    credentials: credentials.optional(),
    root: z
      .string()
      .regex(rootPath, "must be the path of a collection: an odd number of names with slashes between them")
      .refine((root) => !reservedId.test(root), "must not hold ., .. or a name like __x__")
      .default("terra")
      .describe("The collection that everything is written below"),
    on_user_delete: onUserDelete,
    emulator_host: z
      .string()
      .regex(/^(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, "must be host:port")
      .optional()
      .meta({ examples: ["127.0.0.1:8080"] })
      .describe("Address of an emulator, which is spoken to without TLS and credentials"),
  })
  .refine((keys) => keys.credentials === undefined || keys.credentials_file === undefined, {
    path: ["credentials"],
    message: "cannot be given together with credentials_file",
  })
  .transform((keys) => ({
    projectId: keys.project_id,
    database: keys.database,
    credentialsFile: keys.credentials_file,
    credentials: keys.credentials,
    root: keys.root,
    emulatorHost: keys.emulator_host,
    deletesUsers: keys.on_user_delete === "delete",
  }));

export type FirestoreConfig = Readonly<z.output<typeof firestoreConfig>>;

/** Also reads what `credentials_file` names. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // What does not parse may still be a secret; its text is not repeated.
    return undefined;
  }
}
