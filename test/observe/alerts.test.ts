import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ensurePromtool, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { startBusyServer, type BusyServer } from "./busy-server.ts";
import { readSamples } from "./samples.ts";

const promtool = await ensurePromtool();
const docs = path.resolve(import.meta.dirname, "../../docs");
const file = path.join(docs, "monitoring/alerts.yaml");
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
      const names = [...new Set(expr.match(/musette_\w+/g))];
      for (const name of names) {
        expect(
          samples.map((sample) => sample.name),
          `${alert}: ${name}`,
        ).toContain(name);
      }
      if (names.length === 0) continue;
      const has = new Set(
        samples.filter(({ name }) => names.includes(name)).flatMap(({ labels }) => Object.keys(labels)),
      );
      const inQuery = [...expr.matchAll(/[{,]\s*(\w+)\s*=/g)].map(([, label]) => label);
      const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/));
      const shown = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label);
      for (const label of [...inQuery, ...grouped, ...shown]) expect([...has], alert).toContain(label);
    }
  });

  it("has each of its alerts explained", () => {
    const page = readFileSync(path.join(docs, "monitoring.md"), "utf8");
    const explained = [...page.matchAll(/^\| `(Musette\w+)`/gm)].map(([, name]) => name);
    expect(explained).toEqual(rules.map(({ alert }) => alert));
  });
});

describe.skipIf("skipped" in promtool)(`the alert rules, by ${suiteTitle("promtool", promtool)}`, () => {
  it("are well formed", () => {
    const { status, stdout, stderr } = spawnSync(promtool.program, ["check", "rules", file], {
      encoding: "utf8",
    });
    expect({ status, said: stdout + stderr }).toMatchObject({
      status: 0,
      said: expect.stringContaining(`${rules.length} rules found`) as string,
    });
  });
});
