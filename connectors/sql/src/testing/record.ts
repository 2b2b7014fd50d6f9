import type { Batch, DeliveryRecord, TerraUser } from "@musette/core";

interface RecordParts {
  readonly key?: string;
  readonly type?: string;
  readonly revision?: number;
  readonly user?: TerraUser;
  readonly item?: unknown;
  readonly startTime?: string | null;
  readonly endTime?: string | null;
}

/** A ride of half an hour, where the test does not say otherwise. */
export function makeRecord(parts: RecordParts = {}): DeliveryRecord {
  const {
    type = "activity",
    key = `${type}:user-1:PELOTON:ride-1`,
    revision = 1_760_000_000_000,
    user = { user_id: "user-1", provider: "PELOTON", reference_id: "ada" },
    item = {},
    startTime = "2026-03-01T18:00:00.250000+01:00",
    endTime = "2026-03-01T18:30:00.250000+01:00",
  } = parts;
  const json = JSON.stringify(item);
  return {
    id: `id of ${key} at ${revision}`,
    key,
    revision,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs: 1_760_000_000_000,
    item: () => item,
    json: () => json,
    encode: () => ({ bytes: Buffer.from(json), contentType: "application/json", extension: "json" }),
  };
}

export function makeBatch(...records: readonly DeliveryRecord[]): Batch {
  return { id: "batch", records };
}
