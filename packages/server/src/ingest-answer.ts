import type { Appended } from "@musette/journal";
import type { EventHead } from "@musette/core";
import type { ItemProblem } from "@musette/normalizer";
import type { AppendedPayload } from "./append-payload.ts";
import type { ProblemDetail } from "./problem.ts";

/** What `POST /ingest/{source}` answers with 202 and 200. */
export interface IngestAnswer {
  readonly events: readonly (Pick<Appended, "id" | "revision" | "duplicate"> & {
    /** The files it is from, where it came in files. */
    readonly files?: readonly string[];
    readonly type: string;
    readonly key: string;
  })[];
  readonly quarantined?: true;
  readonly errors?: readonly ProblemDetail[];
}

/** What became of a payload's events, for the answer. */
export function describeEvents(
  events: readonly Pick<EventHead, "type" | "key">[],
  { appended }: Pick<AppendedPayload, "appended">,
): IngestAnswer["events"] {
  return appended.map(({ id, revision, duplicate }, index) => {
    const event = events[index];
    return { id, type: event?.type ?? "", key: event?.key ?? "", revision, duplicate };
  });
}

/** Why an item is not among the events, for the answer. */
export function describeProblem({ item, error }: ItemProblem): ProblemDetail {
  return { item, code: error.code, pointer: error.pointer, detail: error.message };
}
