import { onUserDelete } from "@musette/core";
import * as z from "zod";

/** The leading word of `url`, and the engine it stands for. */
const schemes = /^(sqlite:(?!\/*$|:memory:)|(postgres|postgresql|mysql|mariadb):\/\/)/;
/** PostgreSQL cuts identifiers at 63 bytes; the longest table name adds 18 to the prefix. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;

/** The keys of a `type: sql` destination. */
export const sqlConfig = z
  .strictObject({
    url: z
      .string()
      .regex(schemes, "must start with sqlite:, postgres:// or mysql://, as in sqlite:./data/warehouse.db")
      .refine((url) => url.startsWith("sqlite:") || URL.canParse(url), "cannot be read as a URL")
      .refine(
        (url) => !isMysql(url) || namesDatabase(url),
        "must end with the database, as in mysql://user:password@host/health",
      )
      .meta({ examples: ["sqlite:./data/warehouse.db"] })
      .describe(
        "Where the database is: sqlite:PATH, postgres://user:password@host/database or mysql://user:password@host/database.",
      )
      .meta({ secret: true }),
    schema: z
      .string()
      .regex(identifier, "must be letters, digits and underscores, at most 40")
      .optional()
      .meta({ examples: ["health"] })
      .describe(
        "PostgreSQL only: the schema that holds the tables; made when it is missing. Default: the role's own.",
      ),
    table_prefix: z
      .string()
      .regex(identifier, "must be letters, digits and underscores, at most 40")
      .default("terra_")
      .describe("What every table name starts with."),
    samples_table: z
      .boolean()
      .default(false)
      .describe("Also writes every sample of every activity as a row of its own."),
    on_user_delete: onUserDelete,
  })
  .refine(({ schema, url }) => schema === undefined || url.startsWith("postgres"), {
    path: ["schema"],
    message: "is for PostgreSQL only; on MySQL the database in url is the schema, on SQLite the file is",
  });

function isMysql(url: string): boolean {
  return /^(mysql|mariadb):/.test(url);
}

function namesDatabase(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.length > 1;
}
