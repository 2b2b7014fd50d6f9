import type { DeliveryRecord } from "@musette/core";

export function dataPayloadRow(record: DeliveryRecord) {
  return {
    ...common(record),
    data_type: record.type,
    start_time: record.startTime,
    end_time: record.endTime,
    payload: record.json(),
  };
}

export function otherPayloadRow(record: DeliveryRecord) {
  return { ...common(record), payload_type: record.type, payload: record.json() };
}

function common(record: DeliveryRecord) {
  return {
    event_key: record.key,
    payload_id: record.id,
    user_id: record.user.user_id,
    provider: record.user.provider,
    created_at: new Date(record.receivedAtMs),
    revision: BigInt(record.revision),
  };
}
