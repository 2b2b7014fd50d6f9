import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { openConnector } from "../testing/open-connector.ts";
import { makeBatch, makeRecord } from "../testing/record.ts";
import { makeSqlitePlace } from "../testing/sqlite-place.ts";

const { signal } = new AbortController();
const fileOf = (url: string) => url.slice("sqlite:".length);

test("makes the file and its folders, in WAL mode so that readers need not wait", async () => {
  await using place = await makeSqlitePlace();
  const path = join(fileOf(place.config.url), "..", "some", "where", "warehouse.db");
  await using connector = openConnector({ url: `sqlite:${path}` });
  await connector.write(makeBatch(makeRecord()), { signal });
  using database = new DatabaseSync(path, { readOnly: true });
  expect(database.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
});

test("reports a conflict while another process is writing, and goes on after it", async () => {
  await using place = await makeSqlitePlace();
  await using connector = openConnector(place.config);
  await connector.write(makeBatch(makeRecord({ key: "1" })), { signal });
  using other = new DatabaseSync(fileOf(place.config.url));
  other.exec("begin immediate");
  const second = makeBatch(makeRecord({ key: "2" }));
  await expect(connector.write(second, { signal })).rejects.toMatchObject({ code: "conflict" });
  other.exec("rollback");
  expect(await connector.write(second, { signal })).toEqual([]);
});

test("lets two destinations of one process write to the same file", async () => {
  await using place = await makeSqlitePlace();
  await using first = openConnector(place.config);
  await using second = openConnector({ ...place.config, table_prefix: "copy_" });
  const batch = makeBatch(...Array.from({ length: 100 }, (_, index) => makeRecord({ key: String(index) })));
  await Promise.all([
    first.write(batch, { signal }),
    second.write(batch, { signal }),
    first.write(batch, { signal }),
  ]);
  expect(await place.query("select count(*) as count from terra_activities")).toEqual([{ count: 100 }]);
  expect(await place.query("select count(*) as count from copy_activities")).toEqual([{ count: 100 }]);
});

test("lets others have their turn while it writes a large batch", async () => {
  await using place = await makeSqlitePlace();
  await using connector = openConnector(place.config);
  const item = { text: "x".repeat(10_000) };
  const records = Array.from({ length: 500 }, (_, index) => makeRecord({ key: String(index), item }));
  const over = new AbortController();
  const writing = connector.write(makeBatch(...records), { signal }).finally(() => over.abort());
  let turns = 0;
  for (; !over.signal.aborted; turns += 1) await setImmediate();
  await writing;
  // A row for the payload and one for the activity: a thousand statements.
  expect(turns).toBeGreaterThan(14);
});

test("makes the file again when somebody has deleted it, rather than write to what nobody can open", async () => {
  await using place = await makeSqlitePlace();
  await using connector = openConnector(place.config);
  await connector.write(makeBatch(makeRecord()), { signal });
  rmSync(fileOf(place.config.url));
  await expect(connector.write(makeBatch(makeRecord()), { signal })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await connector.write(makeBatch(makeRecord()), { signal })).toEqual([]);
  expect(await place.query("select 1 from terra_activities")).toHaveLength(1);
});

test("refuses a file that is no database, and leaves it as it is", async () => {
  await using place = await makeSqlitePlace();
  const text = "not a database, ".repeat(100);
  writeFileSync(fileOf(place.config.url), text);
  await using connector = openConnector(place.config);
  await expect(connector.check({ signal })).rejects.toMatchObject({ code: "not_found" });
  await expect(connector.write(makeBatch(makeRecord()), { signal })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(readFileSync(fileOf(place.config.url), "utf8")).toBe(text);
});

test("finds in a check that the folder cannot be made", async () => {
  await using place = await makeSqlitePlace();
  writeFileSync(fileOf(place.config.url), "");
  await using connector = openConnector({ url: `${place.config.url}/below/a/file.db` });
  await expect(connector.check({ signal })).rejects.toMatchObject({ code: "not_found" });
});
