import { IngestError, type SourceName } from "@musette/core";
import { normalize, type Normalized } from "@musette/normalizer";
import { describeTooMany } from "../../../packages/server/src/describe-too-many.ts";
import { parseJson } from "../../../packages/server/src/parse-json.ts";
import { fileEnvelope } from "./corpus.ts";
import type { TriedPayload } from "./make-payload.ts";
import type { PayloadSource } from "./payload-source.ts";

export type Fate = "events" | "quarantined" | "refused" | "malformed";

const user = { userId: "somebody", referenceId: null };

/**
 * Parses and normalizes a payload as ingest does, and writes its events out as delivery does.
 *
 * @throws {Error} where anything but a typed refusal comes of it, or, asked twice, something else.
 */
export function tryPayload(source: PayloadSource, payload: TriedPayload, isTriedTwice: boolean): Fate {
  const first = takeOnce(source, payload);
  if (isTriedTwice && JSON.stringify(takeOnce(source, payload)) !== JSON.stringify(first)) {
    throw new Error("the same payload gave something else the second time");
  }
  if (typeof first === "string") return first;
  if (first.events.length > 0) return "events";
  return first.problems.some(({ code }) => code === "ingest.unrecognised") ? "quarantined" : "refused";
}

function takeOnce(source: PayloadSource, { bytes, name }: TriedPayload) {
  const sourceName: SourceName = name === undefined ? (source as SourceName) : "file";
  let value: unknown;
  if (name === undefined) {
    const parsed = parseJson(bytes, sourceName);
    if (parsed.outcome === "malformed") return "malformed" as const;
    ({ value } = parsed);
    if (describeTooMany(value) !== undefined) return "malformed" as const;
  } else value = fileEnvelope({ name, bytes });
  const { events, problems } = normalizeOrRefuse(sourceName, value);
  return {
    events: events.map((event) => {
      const text: unknown = JSON.stringify(event.body());
      if (typeof text !== "string") throw new Error("an event that cannot be written as JSON");
      return { id: event.id, key: event.key, type: event.type, bytes: text.length };
    }),
    problems: problems.map(({ item, error: { code, pointer } }) => ({ item, code, pointer })),
  };
}

function normalizeOrRefuse(source: SourceName, value: unknown): Normalized {
  try {
    return normalize(source, value, { user: source === "terra" ? null : user, orderedAtMs: null });
  } catch (error) {
    if (!IngestError.is(error)) throw error;
    return { events: [], problems: [{ item: 0, error }] };
  }
}
