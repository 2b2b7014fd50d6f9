import { DatabaseSync } from "node:sqlite";

/** Changes rows behind the journal's back, and leaves their sums as they are. */
export function changeRows(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}
