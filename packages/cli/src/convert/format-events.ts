import { IngestError, type NormalizedEvent } from "@musette/core";
import type { FormatEvent } from "@musette/formats";
import { makeFileEnvelope, normalize, type NormalizeContext } from "@musette/normalizer";
import { parseJson } from "@musette/server";
import type { Input } from "../input/read-input.ts";

export interface ReadEvents {
  readonly events: readonly FormatEvent[];
  /** What became no event, in words. */
  readonly refused: readonly string[];
}

export interface FormatEventsOptions {
  /** Whose payloads are that do not say it themselves. */
  readonly userId: string;
  readonly zone: string | null;
  /** When the file was written, Unix milliseconds: it stands for the time at which a server got it. */
  readonly modifiedAtMs: number;
}

/** Normalizes one payload, as a server would that is sent it. */
export function formatEvents(input: Input, options: FormatEventsOptions): ReadEvents {
  const { userId, zone, modifiedAtMs } = options;
  const user = { userId, referenceId: null };
  try {
    const { events, problems } =
      input.kind === "files"
        ? normalize("file", makeFileEnvelope(input.files, zone), { user, orderedAtMs: null })
        : normalizeJson(input, user);
    return {
      events: events.map((event) => formatEvent(event, modifiedAtMs)),
      refused: problems.map(({ error }) => error.message),
    };
  } catch (error) {
    if (IngestError.is(error)) return { events: [], refused: [error.message] };
    throw error;
  }
}

function normalizeJson(
  { source, bytes }: Extract<Input, { readonly kind: "json" }>,
  user: NonNullable<NormalizeContext["user"]>,
) {
  const parsed = parseJson(bytes);
  if (parsed.outcome === "malformed") throw new IngestError("ingest.malformed", "", parsed.detail);
  return normalize(source, parsed.value, { user: source === "terra" ? null : user, orderedAtMs: null });
}

function formatEvent(event: NormalizedEvent, atMs: number): FormatEvent {
  const { id, key, type, user, startTime, endTime } = event;
  let text: string | undefined;
  return {
    id,
    key,
    revision: event.orderedAtMs ?? atMs,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs: atMs,
    item: () => event.body(),
    json: () => (text ??= JSON.stringify(event.body())),
  };
}
