import { startMs, type Journal, type StoredEvent } from "@musette/journal";
import type { DateRange } from "./date-range.ts";

/** The first page is small, so that the first byte is not kept waiting for the last event. */
const firstPage = 16;
const laterPages = 256;

/**
 * One user's items of a type within a range, by start, the newest revision of each; in pages, none of
 * them empty. Nothing is read ahead of what is asked for.
 */
export async function* readHistory(
  journal: Pick<Journal, "history">,
  query: {
    readonly developer: string;
    readonly userId: string;
    readonly type: string;
    readonly range: DateRange;
  },
): AsyncGenerator<readonly StoredEvent[], void> {
  const { developer, userId, type, range } = query;
  const { fromMs, toMs } = range;
  const startOf = (event: StoredEvent) => startMs(event.startTime) ?? event.receivedAtMs;
  let after: { readonly startMs: number; readonly seq: number } | undefined;
  for (let limit = firstPage; ; limit = laterPages) {
    const behind = after === undefined ? {} : { after };
    const events = await journal.history({ developer, userId, type, fromMs, toMs, ...behind, limit });
    const last = events.at(-1);
    const included = events.filter((event) => range.includes(event, startOf(event)));
    if (included.length > 0) yield included;
    if (last === undefined || events.length < limit) return;
    after = { startMs: startOf(last), seq: last.seq };
  }
}
