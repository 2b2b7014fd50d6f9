import type { Activity, NormalizedEvent } from "@musette/core";
import { normalize } from "@musette/normalizer";

/** What the file source makes of a FIT file of one session. */
export function readBack(bytes: Uint8Array): NormalizedEvent & { readonly activity: Activity } {
  const payload = { files: [{ name: "ride.fit", data: Buffer.from(bytes).toString("base64") }], zone: null };
  const context = { user: { userId: "rider", referenceId: null }, orderedAtMs: null };
  const { events, problems } = normalize("file", payload, context);
  const [event] = events;
  if (event === undefined || events.length > 1)
    throw new Error(`read ${events.length} activities`, { cause: problems });
  return { ...event, activity: event.body() as Activity };
}
