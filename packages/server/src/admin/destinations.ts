import type { DestinationStatus } from "@musette/delivery";
import type { Hono } from "hono";
import { advice } from "./advice.ts";
import { describeInstant } from "./describe-instant.ts";
import type { AdminOptions } from "./options.ts";
import { conflict, notFound } from "./problems.ts";
import { refuse } from "./refuse.ts";

/** Where the destinations stand; pausing, resuming and checking them; forgetting those that are gone. */
export function addDestinations(admin: Hono, { journal, delivery, clock }: AdminOptions): void {
  async function describeOne(name: string) {
    const status = (await delivery.status()).find((found) => found.name === name);
    return status && describe(status, clock.now());
  }

  admin.get("/destinations", async (context) => {
    const [statuses, summaries, { headSeq }] = await Promise.all([
      delivery.status(),
      journal.destinations(),
      journal.stats(),
    ]);
    const configured = new Set(statuses.map(({ name }) => name));
    const unconfigured = summaries
      .filter(({ destination }) => !configured.has(destination))
      .map(({ destination: name, settledThrough, retries, deadLetters }) => ({
        name,
        lagEvents: Math.max(0, headSeq - settledThrough),
        retries,
        deadLetters,
        advice: "Nothing behind its place is pruned. Configure it again, or DELETE it here to forget it.",
      }));
    const nowMs = clock.now();
    return context.json({ destinations: statuses.map((status) => describe(status, nowMs)), unconfigured });
  });

  admin.post("/destinations/:name/pause", async (context) => {
    const name = context.req.param("name");
    await delivery.pause(name);
    return context.json(await describeOne(name));
  });

  admin.post("/destinations/:name/resume", async (context) => {
    const name = context.req.param("name");
    await delivery.resume(name);
    return context.json(await describeOne(name));
  });

  admin.post("/destinations/:name/check", async (context) => {
    const failure = await delivery.check(context.req.param("name"));
    return context.json({ ok: failure === null, error: failure });
  });

  admin.delete("/destinations/:name", async (context) => {
    const name = context.req.param("name");
    if ((await delivery.status()).some((status) => status.name === name)) {
      refuse(context, conflict(`${name} is configured. Take it out of the configuration and restart first.`));
    }
    if (!(await journal.dropCursor(name))) {
      refuse(context, notFound(`No destination ${name.slice(0, 200)} has a place in the journal.`));
    }
    return context.json({ dropped: name });
  });
}

function describe(status: DestinationStatus, nowMs: number) {
  const { name, type, state, pausedBy, lagEvents, oldestUnsentAtMs, retries, deadLetters, delivered } =
    status;
  return {
    name,
    type,
    status: state.status,
    since: describeInstant(state.sinceMs),
    pausedBy,
    message: state.message,
    lagEvents,
    lagSeconds: oldestUnsentAtMs === null ? 0 : Math.max(0, (nowMs - oldestUnsentAtMs) / 1000),
    oldestUnsentAt: describeInstant(oldestUnsentAtMs),
    retries,
    deadLetters,
    delivered,
    lastError: lastError(status),
    advice: advice(status),
  };
}

/** The last failure; after a restart, the one that the pause is about. */
function lastError({ state, lastFailure }: DestinationStatus) {
  if (lastFailure !== null) {
    const { code, message, atMs } = lastFailure;
    return { code, message, at: describeInstant(atMs) };
  }
  if (state.code === null) return null;
  return { code: state.code, message: state.message, at: describeInstant(state.sinceMs) };
}
