import type { DestinationConfig, DestinationsAnswer, DestinationTestResult } from "@musette/console";
import type { Hono } from "hono";
import { headOf } from "../head-of.ts";
import { describeDestination, describeUnconfigured } from "./describe-destination.ts";
import type { AdminOptions } from "./options.ts";
import { conflict, notFound } from "./problems.ts";
import { refuse } from "./refuse.ts";
import { makeTestActivity } from "./test-activity.ts";

/** Where the destinations stand; pausing, resuming and checking them; forgetting those that are gone. */
export function addDestinations(admin: Hono, options: AdminOptions): void {
  const { journal, delivery, clock } = options;

  async function describeOne(name: string) {
    const status = (await delivery.status()).find((found) => found.name === name);
    return status && describeDestination(status, clock.now());
  }

  admin.get("/destinations", async (context) => {
    const [statuses, summaries, { headSeq }] = await Promise.all([
      delivery.status(),
      journal.destinations(),
      journal.stats(),
    ]);
    const unconfigured = describeUnconfigured(statuses, summaries, headSeq);
    const nowMs = clock.now();
    const destinations = statuses.map((status) => describeDestination(status, nowMs));
    return context.json({ destinations, unconfigured } satisfies DestinationsAnswer);
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

  admin.get("/destinations/:name/config", async (context) => {
    const name = context.req.param("name");
    const status = (await delivery.status()).find((found) => found.name === name);
    const yaml = status && (await options.describeDestination(name));
    if (status === undefined || yaml === undefined) {
      return refuse(context, notFound(`There is no destination ${name.slice(0, 200)} in the configuration.`));
    }
    return context.json({ name, type: status.type, yaml } satisfies DestinationConfig);
  });

  /** Writes an activity that nobody did, of a user of its own. */
  admin.post("/destinations/:name/test", async (context) => {
    const startedAtMs = clock.now();
    const made = makeTestActivity(startedAtMs);
    const stored = {
      seq: 0,
      revision: startedAtMs,
      superseded: false,
      receivedAtMs: startedAtMs,
      developer: "musette",
      source: "terra",
      payloadId: 0,
    } as const;
    const test = { event: { ...headOf(made), ...stored }, item: made.body() };
    const { signal } = context.req.raw;
    const error = await delivery.writeTest(context.req.param("name"), test, { signal });
    return context.json({
      ok: error === null,
      error,
      durationMs: clock.now() - startedAtMs,
      event: { id: made.id, userId: made.user.user_id, startTime: made.startTime ?? "" },
    } satisfies DestinationTestResult);
  });

  admin.delete("/destinations/:name", async (context) => {
    const name = context.req.param("name");
    if ((await delivery.status()).some((status) => status.name === name)) {
      refuse(
        context,
        conflict(`${name} is configured. Take it out of the configuration first; that takes effect at once.`),
      );
    }
    if (!(await journal.dropCursor(name))) {
      refuse(context, notFound(`No destination ${name.slice(0, 200)} has a place in the journal.`));
    }
    return context.json({ dropped: name });
  });
}
