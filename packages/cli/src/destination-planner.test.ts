import type { Connector, ConnectorDefinition } from "@musette/core";
import type { DestinationConfig } from "@musette/config";
import { pino } from "pino";
import { expect, it } from "vitest";
import * as z from "zod";
import { createDestinationPlanner } from "./destination-planner.ts";

const log = pino({ level: "silent" });

/** A connector that counts what is open. */
function createCounting() {
  const opened: string[] = [];
  const closed: string[] = [];
  const definition = {
    type: "counting",
    summary: "for these tests",
    limits: { records: 10, bytes: 1_000 },
    guarantee: "idempotent",
    formats: ["json"],
    config: z.looseObject({}),
    open(options: unknown, { name }): Connector {
      const { broken } = options as { readonly broken?: boolean };
      if (broken === true) throw new Error("it is broken");
      opened.push(name);
      return {
        write: async () => [],
        store: async () => `stored in ${name}`,
        check: async () => undefined,
        close: async () => void closed.push(name),
      };
    },
  } satisfies ConnectorDefinition;

  function config(
    name: string,
    given: Readonly<Record<string, unknown>> = {},
    more: Partial<DestinationConfig> = {},
  ): DestinationConfig {
    return {
      name,
      type: "counting",
      definition,
      options: { ...given },
      given,
      format: "json",
      only: { types: null, providers: null, users: null },
      fields: null,
      samples: "all",
      batch: { records: 1, bytes: 1, waitMs: 1 },
      retry: { firstMs: 1, longestMs: 1, giveUpAfterMs: 1 },
      limits: { concurrency: 1, perSecond: null, timeoutMs: 1 },
      claimCheck: null,
      start: "beginning",
      paused: false,
      ...more,
    };
  }
  return { opened, closed, config };
}

async function planned(planner: ReturnType<typeof createDestinationPlanner>, all: DestinationConfig[]) {
  const next = await planner.next(all);
  next.accept();
  return next;
}

it("keeps the plan of what has not changed, and says what has", async () => {
  const { opened, config } = createCounting();
  const planner = createDestinationPlanner(log);
  const first = await planned(planner, [config("a"), config("b"), config("c", { url: "one" })]);
  expect(first.changes).toEqual(["a (added)", "b (added)", "c (added)"]);
  const second = await planned(planner, [config("a"), config("c", { url: "two" }), config("d")]);
  expect(second.changes).toEqual(["c (changed)", "d (added)", "b (removed)"]);
  expect(second.plans[0]).toBe(first.plans[0]);
  expect(second.plans[1]?.connector).not.toBe(first.plans[2]?.connector);
  expect(opened).toEqual(["a", "b", "c", "c", "d"]);
});

it("keeps the connector where only our own keys have changed", async () => {
  const { opened, config } = createCounting();
  const planner = createDestinationPlanner(log);
  const [before] = (await planned(planner, [config("a")])).plans;
  const { plans, changes } = await planned(planner, [config("a", {}, { paused: true })]);
  expect(changes).toEqual(["a (changed)"]);
  expect(plans[0]).not.toBe(before);
  expect(plans[0]?.connector).toBe(before?.connector);
  expect(opened).toEqual(["a"]);
});

it("changes those whose claim check's store is another, and only those", async () => {
  const { config } = createCounting();
  const planner = createDestinationPlanner(log);
  const app = config("app", {}, { claimCheck: "vault" });
  const first = await planned(planner, [app, config("vault"), config("other")]);
  const slower = config("vault", {}, { batch: { records: 2, bytes: 1, waitMs: 1 } });
  const second = await planned(planner, [app, slower, config("other")]);
  expect(second.changes).toEqual(["vault (changed)"]);
  expect(second.plans[0]).toBe(first.plans[0]);
  const third = await planned(planner, [app, config("vault", { bucket: "new" }), config("other")]);
  expect(third.changes).toEqual(["app (changed)", "vault (changed)"]);
  expect(third.plans[0]?.claimCheck?.store).not.toBe(first.plans[0]?.claimCheck?.store);
});

it("refuses them all when one cannot be opened, and closes what it opened for them", async () => {
  const { opened, closed, config } = createCounting();
  const planner = createDestinationPlanner(log);
  const first = await planned(planner, [config("a")]);
  const wrong = [config("a"), config("b"), config("c", { broken: true })];
  await expect(planner.next(wrong)).rejects.toThrow("destinations: c cannot be opened: it is broken");
  expect([opened, closed]).toEqual([["a", "b"], ["b"]]);
  const { plans, changes } = await planned(planner, [config("a")]);
  expect([plans[0], changes]).toEqual([first.plans[0], []]);
});

it("closes what it opened when delivery refuses, and remembers what was in effect", async () => {
  const { closed, config } = createCounting();
  const planner = createDestinationPlanner(log);
  const first = await planned(planner, [config("a")]);
  const refused = await planner.next([config("a", { url: "two" })]);
  await refused.discard();
  expect(closed).toEqual(["a"]);
  const again = await planner.next([config("a")]);
  expect(again.plans[0]).toBe(first.plans[0]);
});
