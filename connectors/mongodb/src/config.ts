import { onUserDelete } from "@musette/core";
import { MongoClient } from "mongodb";
import * as z from "zod";

const databaseName = /^[^/\\. "$*<>:|?\0]{1,63}$/;
const prefix = /^(?!system\.)[A-Za-z0-9_.-]{0,64}$/;

/** The keys of a `type: mongodb` destination. */
export const mongodbConfig = z
  .strictObject({
    url: z
      .string()
      .refine(isConnectionString, {
        error:
          "cannot be read as a connection string: mongodb:// or mongodb+srv://, user and password percent-encoded, known options only",
      })
      .meta({ examples: ["${MONGODB_URL}"] })
      .describe(
        "The connection string: mongodb://user:password@host/ or mongodb+srv://user:password@cluster/",
      )
      .meta({ secret: true }),
    database: z
      .string()
      .regex(
        databaseName,
        'must be a database name: at most 63 characters, none of them space or /\\."$*<>:|?',
      )
      .optional()
      .meta({ examples: ["health"] })
      .describe("The database; when left out, the one that the connection string names"),
    collection_prefix: z
      .string()
      .regex(prefix, "must be letters, digits, dots, dashes and underscores, at most 64")
      .default("")
      .describe("What every collection name starts with"),
    on_user_delete: onUserDelete,
  })
  .superRefine(({ url, database }, context) => {
    if (database !== undefined || !isConnectionString(url) || databaseIn(url) !== undefined) return;
    context.addIssue({
      code: "custom",
      path: ["database"],
      message: "is required when the connection string names no database",
    });
  })
  .transform((keys) => ({
    url: keys.url,
    database: keys.database ?? databaseIn(keys.url) ?? "",
    collectionPrefix: keys.collection_prefix,
    deletesUsers: keys.on_user_delete === "delete",
  }));

export type MongodbConfig = Readonly<z.output<typeof mongodbConfig>>;

/** Asks the driver, which knows the options. Nothing is connected. */
function isConnectionString(url: string): boolean {
  try {
    return new MongoClient(url) instanceof MongoClient;
  } catch {
    // The driver's words may repeat the password.
    return false;
  }
}

function databaseIn(url: string): string | undefined {
  const [, name = ""] = /^mongodb(?:\+srv)?:\/\/[^/]*\/([^?]*)/.exec(url) ?? [];
  try {
    return name === "" ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
