import { eventId, naturalKey, terraBody } from "@musette/core";
import type { DeliveryRecord, EventHead, TerraUser } from "@musette/core";
import type { Journal } from "@musette/journal";

const users = 200;
const firstStartMs = Date.UTC(2026, 0, 1);
const halfHourMs = 1_800_000;
const inFlight = 64;

/** An activity as it came in: a Terra webhook body of about 5 KB, and what the door made of it. */
export interface SinkEvent {
  readonly head: EventHead;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Rides of many users, no two at the same time, so that every one has a path and a row of its own. */
export function makeSinkEvents(count: number): readonly SinkEvent[] {
  return Array.from({ length: count }, (_, index) => makeSinkEvent(index));
}

function makeSinkEvent(index: number): SinkEvent {
  const user: TerraUser = { user_id: `rider-${index % users}`, provider: "PELOTON", reference_id: null };
  const summaryId = `ride-${index}`;
  const startTime = new Date(firstStartMs + index * halfHourMs).toISOString();
  const endTime = new Date(firstStartMs + (index + 1) * halfHourMs).toISOString();
  const item = {
    metadata: {
      summary_id: summaryId,
      name: "30 min Climb Ride",
      type: 18,
      upload_type: 1,
      start_time: startTime,
      end_time: endTime,
    },
    distance_data: { summary: { distance_meters: 15_000.5 + index } },
    work_data: { work_kilojoules: 389.36 },
    power_data: { avg_watts: 216, max_watts: 401 },
    calories_data: { total_burned_calories: 463 },
    heart_rate_data: {
      summary: { avg_hr_bpm: 147, max_hr_bpm: 171 },
      detailed: {
        hr_samples: Array.from({ length: 42 }, (_, second) => ({
          timestamp: `2026-11-01T10:00:${String(second).padStart(2, "0")}.000000+00:00`,
          timer_duration_seconds: second,
          bpm: 90 + ((second * 7 + index) % 80),
        })),
      },
    },
  };
  const bytes = Buffer.from(JSON.stringify({ type: "activity", user, data: [item], version: "2022-03-16" }));
  const identity = { type: "activity", userId: user.user_id, provider: user.provider, summaryId, digest: "" };
  const key = naturalKey(identity) ?? "";
  const id = eventId(key, `digest ${index}`);
  const head = { id, key, type: "activity", user, startTime, endTime, orderedAtMs: null, item: 0 };
  return { head, bytes };
}

/** Appends them, 64 at a time, as so many requests would. */
export async function appendSinkEvents(journal: Journal, events: readonly SinkEvent[]): Promise<void> {
  const waiting = events.values();
  const appendNext = async () => {
    for (const { head, bytes } of waiting) {
      await journal.append({
        source: "terra",
        developer: "bench",
        receivedAtMs: Date.now(),
        bytes: new Uint8Array(bytes),
        context: { userId: null, referenceId: null, orderedAtMs: null },
        events: [head],
        quarantine: [],
      });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, appendNext));
}

/** What the loop written by hand makes of a payload: it parses it, and prints the item for its destination. */
export function parseSinkEvent({ head, bytes }: SinkEvent, receivedAtMs: number): DeliveryRecord {
  const { data } = JSON.parse(bytes.toString("utf8")) as { readonly data: readonly unknown[] };
  const { id, key, type, user, startTime, endTime } = head;
  const item = data[0];
  let json: string | undefined;
  const record: DeliveryRecord = {
    id,
    key,
    revision: receivedAtMs,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs,
    item: () => item,
    json: () => (json ??= JSON.stringify(item)),
    encode: () => ({
      bytes: new TextEncoder().encode(terraBody(record)),
      contentType: "application/json",
      extension: "json",
    }),
  };
  return record;
}
