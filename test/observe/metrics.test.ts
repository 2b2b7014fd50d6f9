import { spawnSync } from "node:child_process";
import { ensurePromtool, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oddUser, startBusyServer, type BusyServer } from "./busy-server.ts";
import { readSamples, type Sample } from "./samples.ts";

const promtool = await ensurePromtool();
let server: BusyServer;
let text = "";
let samples: readonly Sample[] = [];
beforeAll(async () => {
  server = await startBusyServer();
  text = await server.scrape();
  samples = readSamples(text);
}, 60_000);
afterAll(async () => await server[Symbol.asyncDispose]());

function valueOf(name: string, labels: Sample["labels"] = {}): number | undefined {
  return samples.find(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;
}

describe("GET /metrics of a server that has seen everything", () => {
  it("counts what came in, by source and class of status", () => {
    const source = "peloton";
    expect(valueOf("musette_events_accepted_total", { source })).toBe(2);
    expect(valueOf("musette_events_duplicate_total", { source })).toBe(1);
    expect(valueOf("musette_items_quarantined_total", { source })).toBe(1);
    expect(valueOf("musette_quarantine_items")).toBe(1);
    const answered = (labels: Sample["labels"]) =>
      valueOf("musette_ingest_request_duration_seconds_count", labels);
    expect(answered({ source, status: "2xx" })).toBe(4);
    expect(answered({ source, status: "4xx" })).toBe(1);
    expect(answered({ source: "unknown", status: "4xx" })).toBe(1);
    // Of a source that nothing came from yet.
    expect(answered({ source: "ifit", status: "5xx" })).toBe(0);
    expect(valueOf("musette_events_accepted_total", { source: "ifit" })).toBe(0);
    expect(valueOf("musette_ingest_in_flight_requests")).toBe(0);
    expect(valueOf("musette_ingest_in_flight_bytes")).toBe(0);
  });

  it("counts what went out, by destination and outcome", () => {
    const destination = "warehouse";
    expect(valueOf("musette_delivery_attempts_total", { destination, outcome: "delivered" })).toBeGreaterThan(
      0,
    );
    expect(valueOf("musette_delivery_records_total", { destination, outcome: "delivered" })).toBe(2);
    expect(valueOf("musette_delivery_batch_records_sum", { destination })).toBe(2);
    expect(valueOf("musette_delivery_batch_bytes_sum", { destination })).toBeGreaterThan(1_000);
    expect(valueOf("musette_delivery_in_flight_records", { destination })).toBe(0);
    expect(valueOf("musette_delivery_in_flight_bytes", { destination })).toBe(0);
    expect(valueOf("musette_delivery_lag_events", { destination })).toBe(0);
    expect(valueOf("musette_delivery_lag_seconds", { destination })).toBe(0);
    expect(valueOf("musette_delivery_lag_events", { destination: "away" })).toBe(2);
    expect(valueOf("musette_dead_letters_total", { destination: "refusing", code: "rejected" })).toBe(2);
  });

  it("has the journal's commits as a histogram, its queue and the room on its disk", () => {
    const name = "musette_journal_commit_duration_seconds";
    const buckets = samples.filter((sample) => sample.name === `${name}_bucket`).map(({ value }) => value);
    expect(buckets.length).toBeGreaterThan(5);
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    expect(valueOf(`${name}_bucket`, { le: "+Inf" })).toBe(valueOf(`${name}_count`));
    expect(valueOf(`${name}_sum`)).toBeGreaterThan(0);
    expect(valueOf("musette_journal_queue_requests")).toBeGreaterThanOrEqual(0);
    expect(valueOf("musette_journal_disk_free_bytes")).toBeGreaterThan(0);
    expect(valueOf("musette_journal_bytes")).toBeGreaterThan(0);
  });

  it("has the process's own", () => {
    for (const name of [
      "process_cpu_seconds_total",
      "process_resident_memory_bytes",
      "process_open_fds",
      "nodejs_eventloop_lag_p99_seconds",
      "nodejs_heap_size_used_bytes",
    ]) {
      expect(valueOf(name), name).toBeGreaterThanOrEqual(0);
    }
  });

  it("says of each what it is, and names no user, no path and no address in a label", () => {
    for (const { name } of samples) {
      const family = name.replace(/_(?:bucket|sum|count)$/, "");
      expect(new RegExp(`^# HELP (?:${family}|${name}) \\S`, "m").test(text), name).toBe(true);
    }
    expect(text).not.toContain(oddUser);
    expect(text).not.toContain("no-such-source-anywhere");
    expect(text).not.toContain("127.0.0.1");
    const names = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
    expect([...names].toSorted()).toEqual(
      [
        "code",
        "destination",
        "kind",
        "le",
        "major",
        "minor",
        "outcome",
        "patch",
        "source",
        "space",
        "state",
        "status",
        "type",
        "version",
      ].toSorted(),
    );
  });
});

describe.skipIf("skipped" in promtool)(`our names, by ${suiteTitle("promtool", promtool)}`, () => {
  it("have nothing wrong with them", () => {
    // What Node's own are called is the library's.
    const ours = text
      .split("\n\n")
      .filter((family) => !/^# HELP (?:nodejs|process)_/.test(family))
      .join("\n\n");
    const { status, stdout, stderr } = spawnSync(promtool.program, ["check", "metrics"], {
      input: `${ours}\n`,
      encoding: "utf8",
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
  });
});
