export type * from "./journal.ts";
export type * from "./operations.ts";
export { backupSqliteJournal } from "./sqlite/backup-sqlite-journal.ts";
export type { JournalBackup } from "./sqlite/backup-sqlite-journal.ts";
export { inspectSqliteJournal } from "./sqlite/inspect-sqlite-journal.ts";
export type { JournalInspection } from "./sqlite/inspect-sqlite-journal.ts";
export { openSqliteJournal } from "./sqlite/open-sqlite-journal.ts";
export type { SqliteJournalOptions } from "./sqlite/open-sqlite-journal.ts";
export { startMs } from "./sqlite/start-ms.ts";
