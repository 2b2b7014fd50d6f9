import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Edits the page of a small table or index; of a large one, that with the most rows. */
export function damagePage(path: string, name: string, edit: (page: Buffer) => void): void {
  const db = new DatabaseSync(path);
  const { page } = db
    .prepare(
      "SELECT pageno AS page FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY ncell DESC LIMIT 1",
    )
    .get(name) as { page: number };
  const { page_size: pageBytes } = db.prepare("PRAGMA page_size").get() as { page_size: number };
  db.close();
  const bytes = readFileSync(path);
  edit(bytes.subarray((page - 1) * pageBytes, page * pageBytes));
  writeFileSync(path, bytes);
}
