import type { DeliveryRecord } from "../connector.ts";
import type { TerraUser } from "../model/user.ts";

interface RecordParts {
  readonly key?: string;
  readonly type?: string;
  readonly revision?: number;
  readonly user?: TerraUser;
  readonly item?: unknown;
}

/** A ride of half an hour, where the test does not say otherwise. */
export function makeRecord(parts: RecordParts = {}): DeliveryRecord {
  const {
    type = "activity",
    key = `${type}:user-1:PELOTON:ride-1`,
    revision = 1_760_000_000_000,
    user = { user_id: "user-1", provider: "PELOTON", reference_id: "ada" },
    item = {},
  } = parts;
  const json = JSON.stringify(item);
  return {
    id: `id of ${key} at ${revision}`,
    key,
    revision,
    type,
    user,
    startTime: "2026-03-01T18:00:00.250000+01:00",
    endTime: "2026-03-01T18:30:00.250000+01:00",
    receivedAtMs: 1_760_000_000_000,
    item: () => item,
    json: () => json,
    encode: () => ({ bytes: Buffer.from(json), contentType: "application/json", extension: "json" }),
  };
}
