import type { Delivery } from "@musette/delivery";
import type { DeadLetterFilter, FoundDeadLetter, Journal } from "@musette/journal";
import type { Context, Hono } from "hono";
import { describeInstant } from "./describe-instant.ts";
import { eachPage } from "./each-page.ts";
import type { AdminOptions } from "./options.ts";
import { conflict, noFilter, notFound } from "./problems.ts";
import { readQuery } from "./read-query.ts";
import { refuse } from "./refuse.ts";

const filterNames = ["destination", "code", "type", "user", "from", "to"];

/** Listing, retrying and dropping what destinations would not take. */
export function addDeadLetters(admin: Hono, { journal, delivery }: AdminOptions): void {
  const actions = {
    retry: (letters: readonly FoundDeadLetter[]) => retry(delivery, letters),
    drop: (letters: readonly FoundDeadLetter[]) => journal.dropDeadLetters(letters),
  };
  const counted = { retry: "retried", drop: "dropped" } as const;

  admin.get("/dead-letters", async (context) => {
    const { filter, after, limit } = readFilter(context, ["after", "limit"]);
    const letters = await journal.findDeadLetters({ ...filter, after, limit });
    const last = letters.length === limit ? letters.at(-1) : undefined;
    const next = last === undefined ? null : `${last.destination}:${last.seq}`;
    return context.json({ deadLetters: letters.map(describe), next });
  });

  admin.get("/dead-letters/:destination/:seq", async (context) =>
    context.json(describe(await findOne(context, journal))),
  );

  for (const action of ["retry", "drop"] as const) {
    admin.post(`/dead-letters/${action}`, async (context) => {
      const { filter, all, dryRun } = readFilter(context, ["all", "dry_run"]);
      if (!all && Object.values(filter).every((value) => value === undefined)) refuse(context, noFilter);
      const matched = await journal.countDeadLetters(filter);
      if (dryRun) return context.json({ matched });
      let done = 0;
      await requireConfigured(context, action, delivery, filter);
      for await (const page of eachPage(
        (after: FoundDeadLetter | undefined, limit) => journal.findDeadLetters({ ...filter, after, limit }),
        context.req.raw.signal,
      )) {
        done += await actions[action](page);
      }
      return context.json({ matched, [counted[action]]: done });
    });

    admin.post(`/dead-letters/:destination/:seq/${action}`, async (context) => {
      const letter = await findOne(context, journal);
      return context.json({ matched: 1, [counted[action]]: await actions[action]([letter]) });
    });
  }
}

/** Those of a destination that is not configured stay. */
async function retry(
  delivery: Pick<Delivery, "redeliver" | "status">,
  letters: readonly FoundDeadLetter[],
): Promise<number> {
  const configured = new Set((await delivery.status()).map(({ name }) => name));
  let retried = 0;
  for (const [destination, events] of Map.groupBy(letters, (letter) => letter.destination)) {
    if (!configured.has(destination)) continue;
    retried += await delivery.redeliver({
      destinations: [destination],
      events: events.map(({ seq }) => ({ seq })),
    });
  }
  return retried;
}

/** One that is named has to be there; among all of them, those that are not are left alone. */
async function requireConfigured(
  context: Context,
  action: "retry" | "drop",
  delivery: Pick<Delivery, "status">,
  { destination }: DeadLetterFilter,
): Promise<void> {
  if (action === "drop" || destination === undefined) return;
  if ((await delivery.status()).some(({ name }) => name === destination)) return;
  refuse(context, conflict(`${destination.slice(0, 200)} is not configured, so nothing can be sent there.`));
}

async function findOne(context: Context, journal: Journal): Promise<FoundDeadLetter> {
  const destination = context.req.param("destination") ?? "";
  const seq = Number(context.req.param("seq"));
  const [letter] = Number.isSafeInteger(seq)
    ? await journal.findDeadLetters({ destination, after: { destination, seq: seq - 1 }, limit: 1 })
    : [];
  if (letter?.seq === seq) return letter;
  return refuse(context, notFound(`Event ${context.req.param("seq")} is no dead letter of ${destination}.`));
}

function readFilter(context: Context, others: readonly string[]) {
  const query = readQuery(context, [...filterNames, ...others]);
  const after = query.text("after");
  const colon = after?.lastIndexOf(":") ?? -1;
  return {
    filter: {
      destination: query.text("destination"),
      code: query.text("code"),
      type: query.text("type"),
      userId: query.text("user"),
      fromMs: query.instant("from"),
      toMs: query.instant("to"),
    } satisfies DeadLetterFilter,
    after:
      after === undefined
        ? undefined
        : { destination: after.slice(0, colon), seq: Number(after.slice(colon + 1)) || 0 },
    limit: query.whole("limit", 1, 1_000) ?? 100,
    all: query.flag("all"),
    dryRun: query.flag("dry_run"),
  };
}

function describe({ deadAtMs, ...letter }: FoundDeadLetter) {
  return { ...letter, deadAt: describeInstant(deadAtMs) };
}
