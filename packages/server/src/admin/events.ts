import type { StoredEvent } from "@musette/journal";
import type { Hono } from "hono";
import { describeInstant } from "./describe-instant.ts";
import { createEventStanding } from "./event-standing.ts";
import type { AdminOptions } from "./options.ts";
import { notFound } from "./problems.ts";
import { readQuery } from "./read-query.ts";
import { refuse } from "./refuse.ts";

const names = ["user", "type", "provider", "from", "to", "by", "newest", "after", "limit"];

/** What is in the journal, and where one event stands. Heads only, never a body. */
export function addEvents(admin: Hono, { journal }: AdminOptions): void {
  const eventStanding = createEventStanding(journal);

  admin.get("/events", async (context) => {
    const query = readQuery(context, names);
    const limit = query.whole("limit", 1, 1_000) ?? 100;
    const events = await journal.findEvents({
      type: query.text("type"),
      userId: query.text("user"),
      provider: query.text("provider"),
      by: query.oneOf("by", ["arrival", "item"]),
      fromMs: query.instant("from"),
      toMs: query.instant("to"),
      newestOnly: query.flag("newest"),
      afterSeq: query.whole("after", 0, Number.MAX_SAFE_INTEGER),
      limit,
    });
    const last = events.length === limit ? events.at(-1) : undefined;
    return context.json({ events: events.map(describe), next: last === undefined ? null : String(last.seq) });
  });

  /** By its id or its `seq`. An id that has two, because the item went back to what it was, shows the newer. */
  admin.get("/events/:id", async (context) => {
    const id = context.req.param("id");
    const found = /^\d{1,15}$/.test(id)
      ? await journal.readEvents([Number(id)])
      : await journal.findEvents({ id: id.toLowerCase(), limit: 10 });
    const event = found.at(-1);
    if (event === undefined) {
      return refuse(context, notFound(`There is no event ${id.slice(0, 60)} in the journal.`));
    }
    const [contexts, destinations] = await Promise.all([
      journal.readContexts([event.payloadId]),
      eventStanding(event),
    ]);
    const requestId = contexts.get(event.payloadId)?.requestId ?? null;
    return context.json({ ...describe(event), requestId, destinations });
  });
}

function describe(event: StoredEvent) {
  const { seq, id, key, type, user, startTime, endTime, revision, superseded } = event;
  const { source, developer, payloadId, item, receivedAtMs } = event;
  return {
    seq,
    id,
    key,
    type,
    userId: user.user_id,
    provider: user.provider,
    startTime,
    endTime,
    revision,
    superseded,
    receivedAt: describeInstant(receivedAtMs),
    source,
    developer,
    payloadId,
    item,
  };
}
