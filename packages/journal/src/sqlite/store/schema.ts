import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { version1 } from "./schema/version-1.ts";
import { version2 } from "./schema/version-2.ts";
import { version3 } from "./schema/version-3.ts";
import { version4 } from "./schema/version-4.ts";
import { version5 } from "./schema/version-5.ts";
import { version6 } from "./schema/version-6.ts";
import { version7 } from "./schema/version-7.ts";
import { version8 } from "./schema/version-8.ts";

/** "Must" in ASCII: tells a journal from any other SQLite database. */
const applicationId = 0x4d757374;

/** The schema, one step per version; a step is never changed once released. */
const steps: readonly string[] = [
  version1,
  version2,
  version3,
  version4,
  version5,
  version6,
  version7,
  version8,
];

/** The version that this Musette reads and writes. */
export const schemaVersion = steps.length;

/**
 * Brings a journal to the newest schema; a new file gets all of it.
 *
 * @throws {JournalError} `journal.version` or `journal.corrupt`, before anything is changed.
 */
export function migrate(db: DatabaseSync, path: string): void {
  const version = checkSchema(db, path);
  const missing = steps.slice(version);
  if (missing.length === 0) return;
  db.exec(
    `BEGIN IMMEDIATE; ${missing.join("\n")}
     PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`,
  );
}

/** The schema version of the file, 0 for a new one. Changes nothing. */
export function checkSchema(db: DatabaseSync, path: string): number {
  const version = pragma(db, "user_version");
  if (pragma(db, "application_id") !== applicationId) {
    const { tables } = db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get() as { tables: number };
    if (tables === 0) return 0;
    throw new JournalError(
      "journal.corrupt",
      `${path} is an SQLite database, but not a Musette journal. Name another path.`,
    );
  }
  if (version > steps.length) {
    throw new JournalError(
      "journal.version",
      `The journal ${path} has schema version ${version}; this Musette knows up to ${steps.length}. Start the newer Musette that wrote it.`,
    );
  }
  return version;
}

function pragma(db: DatabaseSync, name: "user_version" | "application_id"): number {
  const row = db.prepare(`PRAGMA ${name}`).get() as Record<string, number>;
  return row[name] ?? 0;
}
