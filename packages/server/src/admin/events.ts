import type { EventPage, EventView } from "@musette/console";
import type { EventPlace as ListPlace, StoredEvent } from "@musette/journal";
import type { Context, Hono } from "hono";
import { describeEvent } from "./describe-event.ts";
import { createEventPlaces, describeStanding } from "./event-standing.ts";
import { downloadsOf } from "./event/encode-download.ts";
import { findEvent } from "./event/find-event.ts";
import { createLoadDetails } from "./event/load-details.ts";
import { rawPayloads } from "./event/raw-payload.ts";
import type { AdminOptions } from "./options.ts";
import { badRequest } from "./problems.ts";
import { readQuery, type QueryReader } from "./read-query.ts";
import { refuse } from "./refuse.ts";

const filters = ["user", "type", "provider", "from", "to", "by", "newest"];
const names = [...filters, "after", "limit", "order", "details"];
const mostWithDetails = 200;

/** What is in the journal, and where one event stands. Heads only, and what a list shows of bodies. */
export function addEvents(admin: Hono, { journal, historyBodies }: AdminOptions): void {
  const eventPlaces = createEventPlaces(journal);
  const loadDetails = createLoadDetails(historyBodies);

  admin.get("/events", async (context) => {
    const query = readQuery(context, names);
    const hasDetails = query.flag("details");
    const limit = query.whole("limit", 1, hasDetails ? mostWithDetails : 1_000) ?? 100;
    const filter = {
      type: query.text("type"),
      userId: query.text("user"),
      provider: query.text("provider"),
      by: query.oneOf("by", ["arrival", "item"]),
      fromMs: query.instant("from"),
      toMs: query.instant("to"),
      newestOnly: query.flag("newest"),
    };
    let events: readonly StoredEvent[];
    let next: string | null;
    if (query.oneOf("order", ["oldest", "newest"]) === "newest") {
      const page = await journal.listEvents({ ...filter, limit, after: readPlace(context, query) });
      events = page.events;
      next = page.next && `${page.next.receivedAtMs}:${page.next.seq}`;
    } else {
      const afterSeq = query.whole("after", 0, Number.MAX_SAFE_INTEGER);
      events = await journal.findEvents({ ...filter, afterSeq, limit });
      const last = events.length === limit ? events.at(-1) : undefined;
      next = last === undefined ? null : String(last.seq);
    }
    const rows = events.map(describeEvent);
    if (!hasDetails) return context.json({ events: rows, next } satisfies EventPage);
    const details = await loadDetails(events, context.req.raw.signal);
    const detailed = rows.map((row, index) => ({ ...row, details: details[index] ?? null }));
    return context.json({ events: detailed, next } satisfies EventPage);
  });

  admin.get("/events/:id", async (context) => {
    const event = await findEvent(context, journal);
    const [places, payloads, [details = null]] = await Promise.all([
      eventPlaces(event),
      journal.readPayloads([event.payloadId]),
      loadDetails([event], context.req.raw.signal),
    ]);
    const payload = payloads.get(event.payloadId);
    const [raw] = payload === undefined ? [] : rawPayloads(payload);
    return context.json({
      ...describeEvent(event),
      requestId: payload?.context.requestId ?? null,
      destinations: places.map(describeStanding),
      details,
      rawBytes: raw?.bytes.byteLength ?? null,
      rawContentType: raw?.contentType ?? null,
      downloads: downloadsOf(event),
    } satisfies EventView);
  });
}

/** Where a list of the newest goes on: `next` of the page before. */
function readPlace(context: Context, query: QueryReader): ListPlace | undefined {
  const text = query.text("after");
  if (text === undefined) return undefined;
  const [, receivedAt, seq] = /^(\d{1,15}):(\d{1,15})$/.exec(text) ?? [];
  if (receivedAt === undefined || seq === undefined) {
    refuse(context, badRequest("after cannot be read: send the next of the page before, as it is."));
  }
  return { receivedAtMs: Number(receivedAt), seq: Number(seq) };
}
