import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { startBusyServer } from "./busy-server.ts";
import { readSamples } from "./samples.ts";

const page = path.resolve(import.meta.dirname, "../../docs/monitoring.md");

/** By the end of a name, the first that fits. */
const units: readonly (readonly [RegExp, string])[] = [
  [/_timestamp_seconds$/, "seconds, Unix time"],
  [/_seconds$/, "seconds"],
  [/_bytes$/, "bytes"],
  [/_(?:state|up)$/, "0 to 1"],
  [/_trace_spans_total$/, "spans"],
  [/_attempts_total$/, "writes"],
  [/_runs_total$/, "runs"],
  [/_requests(?:_refused_total)?$/, "requests"],
  [/_records(?:_total)?$/, "records"],
  [/_items(?:_quarantined_total)?$/, "items"],
  [/_journal_damaged$/, "places"],
  [/_(?:events|retries|dead_letters)(?:_\w+)?$/, "events"],
];

/** A family as the page has it: name with its labels, type, unit, meaning. */
type Row = readonly string[];

function rowsOf(metrics: string): readonly Row[] {
  const samples = readSamples(metrics);
  const types = new Map(
    [...metrics.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name, type]) => [name, type]),
  );
  return [...metrics.matchAll(/^# HELP (musette_\w+) (.+)$/gm)].map(([, name = "", help = ""]) => {
    const own = samples.filter((sample) => sample.name.replace(/_(?:bucket|sum|count)$/, "") === name);
    const exact = samples.filter((sample) => sample.name === name);
    const labels = new Set([...own, ...exact].flatMap((sample) => Object.keys(sample.labels)));
    labels.delete("le");
    const shown = labels.size === 0 ? "" : `{${[...labels].join(",")}}`;
    const unit = units.find(([end]) => end.test(name))?.[1] ?? "no unit is known: add it to this test";
    return [`\`${name}${shown}\``, types.get(name) ?? "", unit, help];
  });
}

it("docs/monitoring.md has every metric of a busy server, with its labels, type, unit and meaning", async () => {
  await using server = await startBusyServer();
  const rows = rowsOf(await server.scrape());
  const shown = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `musette_"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  const sorted = (table: readonly Row[]) => table.map((row) => row.join(" | ")).toSorted();
  expect(rows.length).toBeGreaterThan(30);
  expect(sorted(shown)).toEqual(sorted(rows));
});
