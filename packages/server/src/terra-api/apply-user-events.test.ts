import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal, type Journal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { headOf } from "../head-of.ts";
import { applyUserEvents } from "./apply-user-events.ts";

const developer = "dev";
const user = { user_id: "ann", provider: "PELOTON" };
let folder: string;
let journal: Journal;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "musette-user-events-"));
  journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
});

afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stores a webhook body of Terra's as ingest does, and applies it unless a crash comes between. */
async function receive(body: object, atMs: number, crash = false): Promise<void> {
  const { events } = normalize("terra", body, { user: null, orderedAtMs: atMs });
  const appended = await journal.append({
    source: "terra",
    developer,
    receivedAtMs: atMs,
    bytes: new TextEncoder().encode(JSON.stringify(body)),
    context: { userId: null, referenceId: null, orderedAtMs: atMs },
    events: events.map((event) => headOf(event)),
    quarantine: [],
  });
  if (!crash) await applyUserEvents(journal, developer, events, appended, atMs);
}

const auth = {
  type: "auth",
  status: "success",
  user: { ...user, scopes: "activity:read", reference_id: "me" },
};
const deauth = { type: "deauth", status: "success", user, message: "gone" };

describe("applyUserEvents", () => {
  it("takes reference and scopes from auth, and active from auth and deauth", async () => {
    await receive(auth, 1_000);
    const connected = { referenceId: "me", scopes: "activity:read" };
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ ...connected, active: true });
    await receive(deauth, 2_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ ...connected, active: false });
    await receive({ ...auth, user }, 3_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ ...connected, active: true });
  });

  it("takes the reference beside the user, as older auth events have it", async () => {
    await receive({ type: "auth", status: "success", user, reference_id: "older" }, 1_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ referenceId: "older" });
  });

  it("makes inactive whoever revoked access, and who connected again under another id", async () => {
    await receive(auth, 1_000);
    const newer = { ...user, user_id: "ann-2" };
    const reauth = {
      type: "user_reauth",
      status: "warning",
      message: "again",
      old_user: user,
      new_user: newer,
    };
    await receive(reauth, 2_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ active: false });
    expect(await journal.findUser({ userId: "ann-2" })).toMatchObject({ active: true });
    await receive({ type: "access_revoked", status: "warning", user: newer, message: "revoked" }, 3_000);
    expect(await journal.findUser({ userId: "ann-2" })).toMatchObject({ active: false });
  });

  it("passes over an old user of whom nothing ever came", async () => {
    const newer = { ...user, user_id: "ann-2" };
    await receive({ type: "user_reauth", status: "success", old_user: user, new_user: newer }, 1_000);
    expect(await journal.findUser({ userId: "ann" })).toBeUndefined();
    expect(await journal.findUser({ userId: "ann-2" })).toMatchObject({ active: true });
  });

  it("changes nothing by an auth that failed, or by data", async () => {
    await receive(deauth, 1_000);
    await receive({ ...auth, status: "error" }, 2_000);
    const metadata = {
      start_time: "2026-03-01T00:00:00.000000+00:00",
      end_time: "2026-03-02T00:00:00.000000+00:00",
    };
    await receive({ type: "daily", user, data: [{ metadata }], version: "2022-03-16" }, 3_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ active: false, scopes: null });
  });

  it("completes by a repeat what a crash interrupted, and undoes nothing newer by an old one", async () => {
    await receive(auth, 1_000, true);
    await receive(auth, 1_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ scopes: "activity:read" });
    await receive(deauth, 2_000);
    await receive(auth, 1_000);
    expect(await journal.findUser({ userId: "ann" })).toMatchObject({ active: false });
  });
});
