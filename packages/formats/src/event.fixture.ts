import type { FormatEvent } from "./format-event.ts";

const revision = 1_760_000_000_000;

/** An event as delivery hands it over. */
export function makeEvent(
  parts: Partial<Omit<FormatEvent, "item" | "json">> & { readonly body?: unknown } = {},
): FormatEvent {
  const { body = {}, ...head } = parts;
  const json = JSON.stringify(body);
  return {
    id: "7f4c3a86-8a53-8c35-9d3e-0f6a6d1f9b10",
    key: "activity:user-1:PELOTON:ride-1",
    revision,
    type: "activity",
    user: { user_id: "user-1", provider: "PELOTON", reference_id: "ada" },
    startTime: "2026-03-01T18:00:00.000000+01:00",
    endTime: "2026-03-01T18:30:00.000000+01:00",
    receivedAtMs: revision,
    item: () => body,
    json: () => json,
    ...head,
  };
}
