import type { Origins, WorkoutDownload } from "@musette/console";
import type { EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import { originsOf } from "@musette/normalizer";
import type { Context, Hono } from "hono";
import { makeChart } from "./chart/make-chart.ts";
import { createEventPlaces } from "./event-standing.ts";
import { answerBytes } from "./event/answer-bytes.ts";
import { describeDeliveries } from "./event/describe-deliveries.ts";
import { downloadsOf, encodeDownload } from "./event/encode-download.ts";
import { contentDisposition } from "./event/file-name.ts";
import { findEvent } from "./event/find-event.ts";
import { createOpenEvents } from "./event/open-events.ts";
import { rawPayloads } from "./event/raw-payload.ts";
import type { AdminOptions } from "./options.ts";
import { notFound, unmade } from "./problems.ts";
import { readQuery } from "./read-query.ts";
import { refuse } from "./refuse.ts";

/** What there is of one event: its body, its payload, curves, files, and its way to the destinations. */
export function addEventParts(admin: Hono, options: AdminOptions): void {
  const { journal, activity } = options;
  const openEvent = createOpenEvents(options.historyBodies);
  const eventPlaces = createEventPlaces(journal);

  async function openBody(context: Context): Promise<{ event: StoredEvent; body: EventBody }> {
    const event = await findEvent(context, journal);
    const body = await openEvent(event);
    return body instanceof Error ? refuse(context, unmade(body.message)) : { event, body };
  }

  admin.get("/events/:id/normalized", async (context) => {
    const query = readQuery(context, ["pretty"]);
    const { body } = await openBody(context);
    const text = query.flag("pretty") ? JSON.stringify(body.item(), null, 2) : body.json();
    return answerBytes(context, new TextEncoder().encode(text), { "content-type": "application/json" });
  });

  admin.get("/events/:id/raw", async (context) => {
    const query = readQuery(context, ["pretty", "file"]);
    const event = await findEvent(context, journal);
    const payload = (await journal.readPayloads([event.payloadId])).get(event.payloadId);
    const raw = payload && rawPayloads(payload)[query.whole("file", 0, 9) ?? 0];
    if (raw === undefined)
      return refuse(context, notFound("There is no such payload in the journal any more."));
    const { contentType, fileName } = raw;
    const bytes = fileName === undefined && query.flag("pretty") ? indent(raw.bytes) : raw.bytes;
    const extension = /\.([a-zA-Z0-9]{1,8})$/.exec(fileName ?? "")?.[1]?.toLowerCase() ?? "bin";
    return answerBytes(context, bytes, {
      "content-type": contentType,
      ...(fileName === undefined ? {} : { "content-disposition": contentDisposition(event, extension) }),
    });
  });

  admin.get("/events/:id/origins", async (context) => {
    const { event, body } = await openBody(context);
    const payload = (await journal.readPayloads([event.payloadId])).get(event.payloadId);
    if (payload === undefined)
      return refuse(context, notFound("There is no such payload in the journal any more."));
    const { source, bytes } = payload;
    const raw: unknown = source === "file" ? null : JSON.parse(new TextDecoder().decode(bytes));
    const { type, item } = event;
    const answer: Origins = { source, origins: originsOf(source, raw, { type, item, body: body.item() }) };
    return context.json(answer);
  });

  admin.get("/events/:id/as/:format", async (context) => {
    const asked = context.req.param("format");
    const { event, body } = await openBody(context);
    const format = downloadsOf(event).find((known): known is WorkoutDownload => known === asked);
    if (format === undefined) {
      const detail = `An event of this type can be had as: ${downloadsOf(event).join(", ")}.`;
      return refuse(context, notFound(detail));
    }
    const encoded = encodeDownload(event, body, format);
    if ("refusal" in encoded) return refuse(context, unmade(encoded.refusal));
    return answerBytes(context, new Uint8Array(encoded.bytes), {
      "content-type": encoded.contentType,
      "content-disposition": contentDisposition(event, encoded.extension),
    });
  });

  admin.get("/events/:id/chart", async (context) => {
    const query = readQuery(context, ["from", "to", "points"]);
    const part = {
      fromSeconds: query.number("from", 0, 10_000_000),
      toSeconds: query.number("to", 0, 10_000_000),
      points: query.whole("points", 100, 10_000) ?? 2_000,
    };
    const { event, body } = await openBody(context);
    return context.json(makeChart(body.item(), event, part));
  });

  admin.get("/events/:id/deliveries", async (context) => {
    const event = await findEvent(context, journal);
    return context.json(describeDeliveries(event, await eventPlaces(event), activity));
  });
}

function indent(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return new TextEncoder().encode(JSON.stringify(value, null, 2));
}
