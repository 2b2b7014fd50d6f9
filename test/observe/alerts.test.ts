import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ensurePromtool, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { makeHome, startMusette, testConfig } from "../e2e/musette-process.ts";
import { startBusyServer, type BusyServer } from "./busy-server.ts";
import { promqlNames } from "./promql-names.ts";
import { readSamples } from "./samples.ts";

const promtool = await ensurePromtool();
const docs = path.resolve(import.meta.dirname, "../../docs");
const file = path.join(docs, "monitoring/alerts.yaml");
const rulesTest = path.join(import.meta.dirname, "alerts.rules-test.yaml");
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
}
const { groups } = parse(readFileSync(file, "utf8")) as { groups: readonly { rules: readonly Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

let server: BusyServer;
beforeAll(async () => {
  server = await startBusyServer();
}, 60_000);
afterAll(async () => await server[Symbol.asyncDispose]());

describe("docs/monitoring/alerts.yaml", () => {
  it("names metrics, and labels of them, that a real server has", async () => {
    const samples = readSamples(await server.scrape());
    for (const { alert, expr, annotations } of rules) {
      const { metrics, labels } = promqlNames(expr);
      if (expr.startsWith("up{")) continue;
      expect(metrics.length, alert).toBeGreaterThan(0);
      const shown = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label);
      for (const name of metrics) {
        const own = samples.filter((sample) => sample.name === name);
        expect(own.length, `${alert}: ${name}`).toBeGreaterThan(0);
        const has = new Set(own.flatMap((sample) => Object.keys(sample.labels)));
        for (const label of [...labels, ...shown]) expect([...has], alert).toContain(label);
      }
    }
  });

  it("asks for the increase only of counters that are there before they count", async () => {
    await using home = await makeHome();
    const traced = 'telemetry: { otlp: { endpoint: "http://127.0.0.1:9" } }';
    const config = await home.write("musette.yaml", testConfig(home, undefined, traced));
    await using musette = await startMusette(config);
    const samples = readSamples(await (await fetch(new URL("/metrics", musette.url))).text());
    for (const { alert, expr } of rules) {
      const increasing = [...expr.matchAll(/\b(?:increase|rate)\(([^[]+)\[/g)];
      for (const [, selector = ""] of increasing) {
        const { metrics } = promqlNames(selector);
        const wanted = [...selector.matchAll(/(\w+)=(~?)"([^"]*)"/g)];
        const found = samples.filter(
          ({ name, labels }) =>
            metrics.includes(name) &&
            wanted.every(([, label = "", , value = ""]) =>
              new RegExp(`^(?:${value})$`).test(labels[label] ?? ""),
            ),
        );
        expect(found.length, `${alert}: ${selector}`).toBeGreaterThan(0);
      }
    }
  });

  it("has each of its alerts explained", () => {
    const page = readFileSync(path.join(docs, "monitoring.md"), "utf8");
    const explained = [...page.matchAll(/^\| `(Musette\w+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual(rules.map(({ alert }) => alert));
  });

  it("has each of its alerts tried, with what it fires for and what it does not", () => {
    const { tests } = parse(readFileSync(rulesTest, "utf8")) as {
      tests: readonly {
        alert_rule_test: readonly { alertname: string; exp_alerts: readonly unknown[] }[];
      }[];
    };
    const tried = Map.groupBy(
      tests.flatMap((test) => test.alert_rule_test),
      ({ alertname }) => alertname,
    );
    for (const { alert } of rules) {
      const outcomes = new Set(tried.get(alert)?.map(({ exp_alerts }) => exp_alerts.length > 0));
      expect(outcomes, alert).toEqual(new Set([true, false]));
    }
  });
});

describe.skipIf("skipped" in promtool)(`the alert rules, by ${suiteTitle("promtool", promtool)}`, () => {
  const run = (...args: readonly string[]) => {
    if ("skipped" in promtool) throw new Error("promtool is not there.");
    const { status, stdout, stderr } = spawnSync(promtool.program, args, { encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

  it("are well formed", () => {
    expect(run("check", "rules", file)).toEqual({
      status: 0,
      said: expect.stringContaining(`${rules.length} rules found`) as string,
    });
  });

  it("fire when they should, and when they should not do not", () => {
    expect(run("test", "rules", rulesTest)).toEqual({
      status: 0,
      said: expect.stringContaining("SUCCESS") as string,
    });
  });
});
