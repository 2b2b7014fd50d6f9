import { IngestError, JournalError } from "@musette/core";
import type { FoundQuarantined, Payload } from "@musette/journal";
import type { Normalized } from "@musette/normalizer";
import { headOf } from "../head-of.ts";
import { applyUserEvents } from "../terra-api/apply-user-events.ts";
import type { AdminOptions } from "./options.ts";

/** What became of one quarantined item. */
export type RerunResult =
  | { readonly id: number; readonly resolved: true; readonly events: readonly string[] }
  | {
      readonly id: number;
      readonly resolved: false;
      readonly code: string;
      readonly pointer: string;
      readonly detail: string;
    };

/**
 * Normalizes quarantined items again. What succeeds is stored and leaves the quarantine in one commit;
 * the rest stays.
 *
 * @throws {JournalError} when the journal refuses to store, but for another developer's user.
 */
export function createRerun({
  journal,
  clock,
  normalizePayload,
}: Pick<AdminOptions, "journal" | "clock" | "normalizePayload">): (
  items: readonly FoundQuarantined[],
) => Promise<readonly RerunResult[]> {
  async function rerunPayload(
    payload: Payload,
    items: readonly FoundQuarantined[],
  ): Promise<readonly RerunResult[]> {
    const stays = (code: string, pointer: string, detail: string) =>
      items.map(({ id }) => ({ id, resolved: false, code, pointer, detail }) as const);
    try {
      const normalized = normalizePayload(payload);
      const asked = new Set(items.map(({ item }) => item));
      const events = normalized.events.filter(({ item }) => asked.has(item));
      const { resolvedIds, appended } = await journal.rerunQuarantined({
        payloadId: payload.id,
        ids: items.map(({ id }) => id),
        events: events.map((event) => headOf(event)),
      });
      await applyUserEvents(journal, payload.developer, events, appended, clock.now());
      const resolved = new Set(resolvedIds);
      return items.map((item) =>
        resolved.has(item.id)
          ? {
              id: item.id,
              resolved: true,
              events: events.filter((event) => event.item === item.item).map(({ id }) => id),
            }
          : stillThere(item, normalized),
      );
    } catch (error) {
      if (IngestError.is(error)) return stays(error.code, error.pointer, error.message);
      if (JournalError.is(error) && error.code === "journal.foreign_user")
        return stays(error.code, "", error.message);
      throw error;
    }
  }

  return async function rerun(items) {
    const results: RerunResult[] = [];
    for (const [payloadId, ofPayload] of Map.groupBy(items, (item) => item.payloadId)) {
      const payload = (await journal.readPayloads([payloadId])).get(payloadId);
      if (payload !== undefined) results.push(...(await rerunPayload(payload, ofPayload)));
    }
    return results;
  };
}

function stillThere({ id, item }: FoundQuarantined, { problems }: Normalized): RerunResult {
  const error = problems.find((problem) => problem.item === item)?.error;
  if (error !== undefined) {
    return { id, resolved: false, code: error.code, pointer: error.pointer, detail: error.message };
  }
  const detail = "The mapper makes nothing of this item any more. Drop it, or repair the mapper.";
  return { id, resolved: false, code: "ingest.unrecognised", pointer: "", detail };
}
