import type { SourceName } from "@musette/core";
import type { FoundQuarantined, Journal, QuarantineFilter } from "@musette/journal";
import type { Context, Hono } from "hono";
import { describeBytes } from "./describe-bytes.ts";
import { describeInstant } from "./describe-instant.ts";
import { eachPage } from "./each-page.ts";
import type { AdminOptions } from "./options.ts";
import { noFilter, notFound } from "./problems.ts";
import { readQuery } from "./read-query.ts";
import { refuse } from "./refuse.ts";
import { createRerun, type RerunResult } from "./rerun.ts";

const sources: readonly SourceName[] = ["terra", "peloton", "ifit", "file"];
/** Of those that could still not be normalized, so many are named in the answer. */
const mostNamed = 100;

/** What could not be normalized: listing, showing the payload, trying again after a mapper fix, dropping. */
export function addQuarantine(admin: Hono, options: AdminOptions): void {
  const { journal } = options;
  const rerun = createRerun(options);
  const pages = (filter: QuarantineFilter, signal: AbortSignal) =>
    eachPage(
      (after: FoundQuarantined | undefined, limit) =>
        journal.findQuarantined({ ...filter, afterId: after?.id, limit }),
      signal,
    );

  admin.get("/quarantine", async (context) => {
    const { filter, afterId, limit } = readFilter(context, ["after", "limit"]);
    const items = await journal.findQuarantined({ ...filter, afterId, limit });
    const last = items.length === limit ? items.at(-1) : undefined;
    return context.json({
      quarantine: items.map(describe),
      next: last === undefined ? null : String(last.id),
    });
  });

  admin.get("/quarantine/:id{[0-9]+}", async (context) => {
    const item = await findOne(context, journal);
    const payload = (await journal.readPayloads([item.payloadId])).get(item.payloadId);
    if (payload === undefined) return refuse(context, gone(item.id));
    return context.json({ ...describe(item), payload: describeBytes(payload.bytes) });
  });

  admin.post("/quarantine/rerun", async (context) => {
    const filter = await readBulk(context);
    const matched = await journal.countQuarantined(filter.filter);
    if (filter.dryRun) return context.json({ matched });
    const remaining: RerunResult[] = [];
    let resolved = 0;
    let unresolved = 0;
    for await (const page of pages(filter.filter, context.req.raw.signal)) {
      for (const result of await rerun(page)) {
        if (result.resolved) resolved += 1;
        else if ((unresolved += 1) <= mostNamed) remaining.push(result);
      }
    }
    return context.json({ matched, resolved, unresolved, remaining });
  });

  admin.post("/quarantine/drop", async (context) => {
    const { filter, dryRun } = await readBulk(context);
    const matched = await journal.countQuarantined(filter);
    if (dryRun) return context.json({ matched });
    let dropped = 0;
    for await (const page of pages(filter, context.req.raw.signal)) {
      dropped += await journal.dropQuarantine(page.map(({ id }) => id));
    }
    return context.json({ matched, dropped });
  });

  admin.post("/quarantine/:id{[0-9]+}/rerun", async (context) => {
    const [result] = await rerun([await findOne(context, journal)]);
    return context.json(result ?? refuse(context, gone(Number(context.req.param("id")))));
  });

  admin.post("/quarantine/:id{[0-9]+}/drop", async (context) => {
    const { id } = await findOne(context, journal);
    return context.json({ matched: 1, dropped: await journal.dropQuarantine([id]) });
  });
}

async function readBulk(context: Context) {
  const { filter, all, dryRun } = readFilter(context, ["all", "dry_run"]);
  if (!all && Object.values(filter).every((value) => value === undefined)) refuse(context, noFilter);
  return { filter, dryRun };
}

function readFilter(context: Context, others: readonly string[]) {
  const query = readQuery(context, ["source", "code", "user", "from", "to", ...others]);
  return {
    filter: {
      source: query.oneOf("source", sources),
      code: query.text("code"),
      userId: query.text("user"),
      fromMs: query.instant("from"),
      toMs: query.instant("to"),
    } satisfies QuarantineFilter,
    afterId: query.whole("after", 0, Number.MAX_SAFE_INTEGER),
    limit: query.whole("limit", 1, 1_000) ?? 100,
    all: query.flag("all"),
    dryRun: query.flag("dry_run"),
  };
}

async function findOne(context: Context, journal: Journal): Promise<FoundQuarantined> {
  const id = Number(context.req.param("id"));
  const [item] = Number.isSafeInteger(id) ? await journal.findQuarantined({ id, limit: 1 }) : [];
  return item ?? refuse(context, gone(id));
}

function gone(id: number) {
  return notFound(`There is no item ${id} in quarantine.`);
}

function describe({ receivedAtMs, ...item }: FoundQuarantined) {
  return { ...item, receivedAt: describeInstant(receivedAtMs) };
}
