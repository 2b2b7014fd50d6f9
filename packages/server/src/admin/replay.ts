import type { ReplayJob, ReplaysAnswer } from "@musette/console";
import type { EventFilter } from "@musette/journal";
import type { Context, Hono } from "hono";
import { parseJson } from "../parse-json.ts";
import { readBody } from "../read-body.ts";
import type { AdminOptions } from "./options.ts";
import { badRequest, conflict, notFound } from "./problems.ts";
import { readQuery, type QueryReader } from "./read-query.ts";
import { refuse } from "./refuse.ts";
import type { Replays } from "./replays.ts";

const maxBodyBytes = 64 * 1024;
const names = ["destination", "from", "to", "by", "type", "user", "provider", "all", "dry_run", "background"];

/**
 * `POST /replay`: delivers events again, also those that were delivered. The destination decides what it
 * does with one that it has, as with any other repeat.
 */
export function addReplay(admin: Hono, { journal, delivery }: AdminOptions, replays: Replays): void {
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

    const request = describeRequest(query, destination);
    const order = { destination, filter, request };
    if (!query.flag("background")) {
      return context.json({ replayed: await replays.run(order, context.req.raw.signal) });
    }
    const job = replays.start(order, await journal.countEvents(filter));
    if (job === undefined)
      refuse(context, conflict("Other replays are running. Wait for one to end, or stop it."));
    return context.json(job satisfies ReplayJob, 202);
  });

  admin.get("/replays", (context) => context.json({ replays: replays.list() } satisfies ReplaysAnswer));
  admin.get("/replays/:id", (context) =>
    context.json(replays.find(context.req.param("id")) ?? refuse(context, noReplay)),
  );
  admin.post("/replays/:id/stop", (context) =>
    context.json(replays.stop(context.req.param("id")) ?? refuse(context, noReplay)),
  );
}

const noReplay = notFound("There is no such replay here, or the server has been restarted since.");

/** As it was asked for. */
function describeRequest(query: QueryReader, destination: string): ReplayJob["request"] {
  const texts = ["from", "to", "type", "user", "provider"].flatMap((name): [string, string][] => {
    const text = query.text(name);
    return text === undefined ? [] : [[name, text]];
  });
  const by = query.oneOf("by", ["arrival", "item"]);
  return {
    destination,
    ...Object.fromEntries(texts),
    ...(by === undefined ? {} : { by }),
    ...(query.flag("all") ? { all: true } : {}),
  };
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
