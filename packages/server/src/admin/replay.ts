import type { EventFilter, StoredEvent } from "@musette/journal";
import type { Context, Hono } from "hono";
import { parseJson } from "../parse-json.ts";
import { readBody } from "../read-body.ts";
import { eachPage } from "./each-page.ts";
import type { AdminOptions } from "./options.ts";
import { badRequest } from "./problems.ts";
import { readQuery } from "./read-query.ts";
import { refuse } from "./refuse.ts";

const maxBodyBytes = 64 * 1024;
const names = ["destination", "from", "to", "by", "type", "user", "provider", "all", "dry_run"];

/**
 * `POST /replay`: delivers events again, also those that were delivered. The destination decides what it
 * does with one that it has, as with any other repeat.
 */
export function addReplay(admin: Hono, { journal, delivery }: AdminOptions): void {
  admin.post("/replay", async (context) => {
    const query = readQuery(context, names, { ...(await readObject(context)), ...context.req.query() });
    const destination = query.text("destination");
    if (destination === undefined)
      refuse(context, badRequest("destination is missing: name where to deliver to."));
    const isConfigured = (await delivery.status()).some(({ name }) => name === destination);
    if (!isConfigured) refuse(context, badRequest(`There is no destination ${destination.slice(0, 200)}.`));
    const given = {
      type: query.text("type"),
      userId: query.text("user"),
      provider: query.text("provider"),
      fromMs: query.instant("from"),
      toMs: query.instant("to"),
    };
    const { headSeq: throughSeq } = await journal.stats();
    const by = query.oneOf("by", ["arrival", "item"]) ?? "arrival";
    const filter: EventFilter = { ...given, by, throughSeq, newestOnly: true };
    if (query.flag("dry_run")) return context.json({ matched: await journal.countEvents(filter) });
    if (!query.flag("all") && Object.values(given).every((value) => value === undefined)) {
      const detail = "Nothing is named. Give from, to, type, user or provider, or all: true for every event.";
      refuse(context, badRequest(detail));
    }

    let replayed = 0;
    for await (const page of eachPage(
      (after: StoredEvent | undefined, limit) =>
        journal.findEvents({ ...filter, afterSeq: after?.seq, limit }),
      context.req.raw.signal,
    )) {
      const events = page.map(({ seq }) => ({ seq }));
      replayed += await delivery.redeliver({ destinations: [destination], events });
    }
    return context.json({ replayed });
  });
}

/** The body's members; true and false as words, as a query has them. */
async function readObject(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const body = await readBody(context, maxBodyBytes);
  if (body.outcome !== "read") return refuse(context, badRequest("The body cannot be read: send JSON."));
  if (body.bytes.byteLength === 0) return {};
  const parsed = parseJson(body.bytes);
  if (parsed.outcome === "malformed") return refuse(context, badRequest(parsed.detail));
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse(context, badRequest('The body is not an object. Send {"destination": …}.'));
  }
  const words = Object.entries(value).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === "boolean" ? String(member) : member,
  ]);
  return Object.fromEntries(words) as Record<string, unknown>;
}
