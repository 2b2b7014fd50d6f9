import { inheritedFlags } from "@musette/testing";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { backupSqliteJournal } from "./backup-sqlite-journal.ts";
import { schemaVersion } from "./store/schema.ts";
import { version1 } from "./store/schema/version-1.ts";

const writerFile = join(import.meta.dirname, "../testdata/append-until-killed.ts");

async function keysIn(path: string): Promise<readonly string[]> {
  const journal = await openJournal({ path });
  const events = await journal.read({ after: 0, limit: 1_000_000 });
  const payloads = await journal.readPayloads(events.map(({ payloadId }) => payloadId));
  expect(payloads.size).toBe(events.length);
  await journal.close();
  return events.map(({ key }) => key);
}

describe("a backup", () => {
  it("holds all that was acknowledged before it, while another process goes on writing", async () => {
    const path = temporaryJournalPath();
    const child = spawn(process.execPath, [...inheritedFlags, writerFile, path, "run"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const acknowledged = () => printed.split("\n").slice(0, -1);
    while (acknowledged().length < 2_000) await once(child.stdout, "data");

    const before = acknowledged();
    const file = `${path}.copy`;
    const copied = await backupSqliteJournal(path, file);
    while (acknowledged().length < before.length + 500) await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");

    const keys = await keysIn(file);
    expect(copied).toMatchObject({ file, events: keys.length, headSeq: keys.length, schemaVersion });
    expect(before.filter((key) => !keys.includes(key))).toEqual([]);
    expect((await keysIn(path)).length).toBeGreaterThan(keys.length);
  });

  it("is one file for its owner alone, which takes the journal's place", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.openCursor("lake", "beginning");
    await journal.append(makeAppend([{ key: "a" }]));
    const file = `${path}.copy`;
    const { bytes } = await backupSqliteJournal(path, file);
    await journal.append(makeAppend([{ key: "b" }]));
    await journal.close();
    expect(statSync(file)).toMatchObject({ size: bytes });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(path)).filter((name) => name.includes("copy"))).toEqual(["journal.db.copy"]);

    for (const name of readdirSync(dirname(path)).filter((name) => !name.endsWith(".copy")))
      await rm(join(dirname(path), name));
    await copyFile(file, path);
    expect(await keysIn(path)).toEqual(["a"]);
    const restored = await openJournal({ path });
    expect(await restored.destinations()).toMatchObject([{ destination: "lake" }]);
    expect(await restored.append(makeAppend([{ key: "c" }]))).toMatchObject([{ seq: 2, duplicate: false }]);
  });

  it("can be made of a journal of an older version, as one should before an upgrade", async () => {
    const path = temporaryJournalPath();
    const db = new DatabaseSync(path);
    db.exec(`${version1} PRAGMA application_id = 0x4d757374; PRAGMA user_version = 1;`);
    db.close();
    const copied = await backupSqliteJournal(path, `${path}.copy`);
    expect(copied).toMatchObject({ events: 0, headSeq: 0, schemaVersion: 1 });
    expect(await keysIn(`${path}.copy`)).toEqual([]);
  });
});

describe("no backup", () => {
  it("is made of nothing, over a file, or beside another", async () => {
    const path = temporaryJournalPath();
    const file = `${path}.copy`;
    await expect(backupSqliteJournal(path, file)).rejects.toThrow(`There is no journal at ${path}`);
    await openJournal({ path });
    writeFileSync(file, "mine");
    await expect(backupSqliteJournal(path, file)).rejects.toThrow(`${file} exists already`);
    expect(readFileSync(file, "utf8")).toBe("mine");
    await rm(file);
    writeFileSync(`${file}.partial`, "another's");
    await expect(backupSqliteJournal(path, file)).rejects.toThrow("Another backup is running");
    expect(readFileSync(`${file}.partial`, "utf8")).toBe("another's");
    await expect(backupSqliteJournal(path, join(path, "x"))).rejects.toThrow("ENOTDIR");
  });

  it.each([
    ["a newer Musette's journal", "PRAGMA user_version = 99", "journal.version"],
    ["another database", "PRAGMA application_id = 7", "journal.corrupt"],
  ])("is made of %s", async (_what, change, code) => {
    const path = temporaryJournalPath();
    await (await openJournal({ path })).close();
    const db = new DatabaseSync(path);
    db.exec(change);
    db.close();
    await expect(backupSqliteJournal(path, `${path}.copy`)).rejects.toMatchObject({ code });
    expect(existsSync(`${path}.copy.partial`)).toBe(false);
  });

  it("is left of a damaged journal", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    for (let n = 0; n < 200; n += 1) await journal.append(makeAppend([{ key: `workout ${n}` }]));
    await journal.close();
    // The head of a page in the middle: zeros where its kind and its cells stand.
    const bytes = readFileSync(path);
    bytes.fill(0, 6 * 32_768, 6 * 32_768 + 4_096);
    writeFileSync(path, bytes);
    await expect(backupSqliteJournal(path, `${path}.copy`)).rejects.toMatchObject({
      code: "journal.corrupt",
    });
    expect(readdirSync(dirname(path)).filter((name) => name.includes("copy"))).toEqual([]);
  });

  it("is left of one that was stopped", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    // More than one portion: nothing makes it smaller.
    for (const key of ["a", "b"])
      await journal.append(makeAppend([{ key }], { bytes: randomBytes(20_000_000) }));
    const stop = new AbortController();
    const copying = backupSqliteJournal(path, `${path}.copy`, { signal: stop.signal });
    stop.abort();
    await expect(copying).rejects.toThrow("aborted");
    expect(readdirSync(dirname(path)).filter((name) => name.includes("copy"))).toEqual([]);
  });
});
