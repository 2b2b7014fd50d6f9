import type { EventHead, NormalizedEvent } from "@musette/core";
import { openSqliteJournal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { generatePelotonWorkout } from "@musette/testing";
import { appendEvents } from "./append-events.ts";

/** How often somebody rode in the year, and for how long. */
const rides = 250;
const rideSeconds = 1_800;
const year = { startMs: Date.UTC(2025, 0, 1), days: 365 };

/** What the journal's thread is sent: no functions. */
function headOf({ id, key, type, user, startTime, endTime, orderedAtMs, item }: NormalizedEvent): EventHead {
  return { id, key, type, user, startTime, endTime, orderedAtMs, item };
}

/** Makes a journal of `events` small events of somebody else with a year of one user's rides among them. */
export async function makeHistoryJournal(file: string, events: number): Promise<void> {
  const journal = await openSqliteJournal({ path: file });
  const before = Math.floor(events / 2);
  await appendEvents(journal, before);
  for (let ride = 0; ride < rides; ride++) {
    const startTimeSeconds = year.startMs / 1000 + Math.floor((ride * year.days) / rides) * 86_400 + 36_000;
    const payload = generatePelotonWorkout({ seed: ride, startTimeSeconds, durationSeconds: rideSeconds });
    const user = { userId: "rider", referenceId: null };
    const { events: made } = normalize("peloton", payload, { user, orderedAtMs: null });
    await journal.append({
      source: "peloton",
      developer: "bench",
      receivedAtMs: Date.now(),
      bytes: new TextEncoder().encode(JSON.stringify(payload)),
      context: { ...user, orderedAtMs: null },
      events: made.map(headOf),
      quarantine: [],
    });
  }
  await appendEvents(journal, events - before, undefined, undefined, before);
  await journal.close();
}
