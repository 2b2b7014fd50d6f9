import { sampleMetrics } from "@musette/core";
import { normalize } from "@musette/normalizer";
import Papa from "papaparse";
import { encodeSummaryCsv } from "../csv/encode-summary-csv.ts";
import { encodeBatch } from "../encode-batch.ts";
import { encodeEvent } from "../encode-event.ts";
import { encodedBundle } from "../fhir/checks/encoded-bundle.fixture.ts";
import { observationsOf } from "../fhir/checks/find-observation.fixture.ts";
import { readSampledData } from "../fhir/checks/read-sampled-data.fixture.ts";
import type { FhirVersion } from "../fhir/fhir-version.ts";
import type { FormatEvent } from "../format-event.ts";
import { readParquet } from "../parquet/read-parquet.fixture.ts";
import { measureActivity, toSecond, totalsOf, type Measured, type SecondValues } from "./measured.fixture.ts";

/** Writes an activity in each format and reads it back with what is not the encoder. */
export const formats: Readonly<Record<string, (event: FormatEvent) => Promise<Measured>>> = {
  json: async (event) => {
    const text = Buffer.from(encodeEvent("json", event).bytes).toString();
    return measureActivity(event, (JSON.parse(text) as { readonly data: readonly unknown[] }).data[0]);
  },
  ndjson: async (event) => {
    const [file] = await encodeBatch("ndjson", [event]);
    const [line = ""] = Buffer.from(file?.bytes ?? [])
      .toString()
      .split("\n");
    return measureActivity(event, (JSON.parse(line) as { readonly data: readonly unknown[] }).data[0]);
  },
  fit: async (event) => readFile("ride.fit", encodeEvent("fit", event).bytes),
  tcx: async (event) => readFile("ride.tcx", encodeEvent("tcx", event).bytes),
  "fhir-r4": async (event) => readBundle(event, "R4"),
  "fhir-r5": async (event) => readBundle(event, "R5"),
  parquet: readTables,
  csv: async (event) => {
    const text = Buffer.from(encodeSummaryCsv([event]).bytes).toString();
    const { data } = Papa.parse<Readonly<Record<string, string>>>(text.replace(/^\uFEFF/, ""), {
      header: true,
    });
    return { totals: totalsOf(data[0] ?? {}), series: new Map() };
  },
};

function readFile(name: string, bytes: Uint8Array): Measured {
  const payload = { files: [{ name, data: Buffer.from(bytes).toString("base64") }], zone: "UTC" };
  const { events } = normalize("file", payload, {
    user: { userId: "u", referenceId: null },
    orderedAtMs: null,
  });
  const [event] = events;
  if (event === undefined || events.length > 1)
    throw new Error(`${name} was read as ${events.length} activities`);
  return measureActivity({ item: () => event.body() });
}

async function readTables(event: FormatEvent): Promise<Measured> {
  const files = await encodeBatch("parquet", [event]);
  const bytesOf = (name: string) => files.find((file) => file.name === name)?.bytes;
  const [row = {}] = await readParquet(bytesOf("activities"));
  const samples = bytesOf("activity_samples");
  const rows = samples === undefined ? [] : await readParquet(samples);
  const series = new Map<string, Map<number, number>>();
  for (const sample of rows) {
    const second = toSecond(Number(sample["timestamp_utc"]) / 1000);
    for (const [metric] of sampleMetrics) {
      const value = sample[metric];
      if (value === null || value === undefined) continue;
      const values = series.get(metric) ?? new Map<number, number>();
      series.set(metric, values.set(second, Number(value)));
    }
  }
  return { totals: totalsOf(row), series };
}

/** The fields of the model behind the columns, by which the observations are coded. */
const totalFields: Readonly<Record<string, string>> = {
  distance_meters: "distance_data.summary.distance_meters",
  work_kilojoules: "work_data.work_kilojoules",
  avg_watts: "power_data.avg_watts",
  max_watts: "power_data.max_watts",
  avg_hr_bpm: "heart_rate_data.summary.avg_hr_bpm",
  max_hr_bpm: "heart_rate_data.summary.max_hr_bpm",
  total_burned_calories: "calories_data.total_burned_calories",
  avg_cadence_rpm: "movement_data.avg_cadence_rpm",
  max_cadence_rpm: "movement_data.max_cadence_rpm",
  avg_speed_meters_per_second: "movement_data.avg_speed_meters_per_second",
  max_speed_meters_per_second: "movement_data.max_speed_meters_per_second",
};

function readBundle(event: FormatEvent, version: FhirVersion): Measured {
  const bundle = encodedBundle(event, version);
  const totals = Object.entries(totalFields).flatMap(([name, field]) => {
    const value = observationsOf(bundle, field)[0]?.valueQuantity?.value;
    return value === undefined ? [] : [[name, value] as const];
  });
  const series = sampleMetrics.flatMap(
    ([name, path, field]): readonly (readonly [string, SecondValues])[] => {
      const values = new Map<number, number>();
      for (const found of observationsOf(bundle, [...path, field].join("."))) {
        const startMs = Date.parse(found.effectivePeriod?.start ?? found.effectiveDateTime ?? "");
        if (found.valueQuantity?.value !== undefined)
          values.set(toSecond(startMs), found.valueQuantity.value);
        if (found.valueSampledData === undefined) continue;
        for (const [offsetMs, value] of readSampledData(found.valueSampledData)) {
          values.set(toSecond(startMs + offsetMs), value);
        }
      }
      return values.size === 0 ? [] : [[name, values]];
    },
  );
  return { totals: new Map(totals), series: new Map(series) };
}
