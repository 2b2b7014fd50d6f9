import { readFileSync } from "node:fs";
import path from "node:path";
import { ensurePrometheus, generatePelotonWorkout, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { oddUser, startBusyServer, type BusyServer } from "./busy-server.ts";
import { promqlNames } from "./promql-names.ts";
import { readSamples, type Sample } from "./samples.ts";
import { startPrometheus, type Prometheus } from "./start-prometheus.ts";

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly datasource: { readonly uid: string };
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
}
interface Variable {
  readonly name: string;
  readonly type: string;
  readonly definition?: string;
}

const file = path.resolve(import.meta.dirname, "../../docs/monitoring/dashboard.json");
const dashboard = JSON.parse(readFileSync(file, "utf8")) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
};
const charts = dashboard.panels.filter(({ type }) => type !== "row");
const queries = charts.flatMap(({ title, targets = [] }) =>
  targets.map(({ refId, expr, legendFormat }) => ({ name: `${title} ${refId}`, expr, legendFormat })),
);

/** What Grafana puts in the place of its variables. */
function filledIn(expr: string): string {
  return expr
    .replaceAll("$__rate_interval", "20s")
    .replaceAll("$job", "musette")
    .replaceAll("$destination", ".*");
}

const program = await ensurePrometheus();
let server: BusyServer;
let samples: readonly Sample[];
beforeAll(async () => {
  server = await startBusyServer();
  samples = readSamples(await server.scrape());
}, 60_000);
afterAll(async () => await server[Symbol.asyncDispose]());

describe("docs/monitoring/dashboard.json", () => {
  it("has panels that do not lie on each other, with an id, a unit, words and the data source of the variable", () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x} ${y}`), `${title} at ${x}, ${y}`).toBe(false);
          taken.add(`${x} ${y}`);
        }
      }
    }
    for (const { title, description, fieldConfig, targets = [] } of charts) {
      expect(description, title).toMatch(/\S.*\.$/);
      expect(fieldConfig?.defaults.unit, title).toMatch(/\w/);
      expect(targets.length, title).toBeGreaterThan(0);
      for (const { datasource } of targets) expect(datasource.uid, title).toBe("${datasource}");
    }
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
      ["datasource", "datasource"],
      ["job", "query"],
      ["destination", "query"],
    ]);
  });

  it.each(queries)(
    "$name names metrics, and labels of them, that a real server has",
    ({ expr, legendFormat }) => {
      const { metrics, labels } = promqlNames(expr);
      expect(metrics.length).toBeGreaterThan(0);
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label);
      for (const name of metrics) {
        const own = samples.filter((sample) => sample.name === name);
        expect(own.length, name).toBeGreaterThan(0);
        // `job` is given to every series by the scrape.
        const has = new Set(["job", ...own.flatMap((sample) => Object.keys(sample.labels))]);
        for (const label of [...labels, ...shown]) expect([...has], `${name}, by ${label}`).toContain(label);
      }
    },
  );
});

describe.skipIf("skipped" in program)(
  `the dashboard's queries, by ${suiteTitle("prometheus", program)}`,
  () => {
    let prometheus: Prometheus;
    beforeAll(async () => {
      if ("skipped" in program) return;
      prometheus = await startPrometheus(program.program, server.musette.url);
      // What happens between two scrapes, for a rate takes two.
      const ingest = `/ingest/peloton?user_id=${oddUser}`;
      const odd = (seed: number) =>
        JSON.stringify(generatePelotonWorkout({ seed })).replaceAll(
          '"display_unit":"watts"',
          '"display_unit":"horses"',
        );
      let seed = 100;
      await eventually("rates of everything", async () => {
        await server.musette.post(ingest, generatePelotonWorkout({ seed: seed++ }));
        await server.musette.post(ingest, odd(seed++));
        await server.musette.post(ingest, "{");
        const wanted = [
          "musette_events_accepted_total",
          'musette_delivery_records_total{outcome="delivered"}',
        ];
        const rates = await Promise.all(
          wanted.map((metric) => prometheus.query(`sum(rate(${metric}[20s])) > 0`)),
        );
        return rates.every((series) => series.length > 0) ? true : undefined;
      });
    }, 60_000);
    afterAll(async () => await prometheus[Symbol.asyncDispose]());

    it.each(queries)("$name has data", async ({ expr, legendFormat }) => {
      const found = await prometheus.query(filledIn(expr));
      expect(found.length).toBeGreaterThan(0);
      expect(found.some(({ value }) => Number.isFinite(value))).toBe(true);
      // As many names as lines.
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = ""]) => label);
      const names = found.map(({ labels }) => shown.map((label) => labels[label] ?? "").join(" "));
      expect(new Set(names).size).toBe(found.length);
    });

    it("offers what there is: the job and its destinations", async () => {
      const offered = dashboard.templating.list.flatMap(({ name, definition = "" }) => {
        const [, metric = "", label = ""] = /^label_values\((.*), (\w+)\)$/.exec(definition) ?? [];
        return metric === "" ? [] : [{ name, metric, label }];
      });
      const values = await Promise.all(
        offered.map(async ({ name, metric, label }) => {
          const found = await prometheus.query(`count by (${label}) (${filledIn(metric)})`);
          return [name, found.map(({ labels }) => labels[label] ?? "").toSorted()];
        }),
      );
      expect(Object.fromEntries(values)).toEqual({
        job: ["musette"],
        destination: ["away", "refusing", "warehouse"],
      });
    });
  },
);
