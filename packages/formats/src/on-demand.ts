import { createRequire } from "node:module";
import type * as csv from "./csv/encode-summary-csv.ts";
import type * as fhir from "./fhir/encode-fhir.ts";
import type * as fit from "./fit/encode-fit.ts";
import type * as parquet from "./parquet/encode-parquet.ts";
import type * as tcx from "./tcx/encode-tcx.ts";

/**
 * The encoders of formats of which a server mostly uses none or one, each loaded with its first use: all of
 * them together take 2 MB of heap, and time at the start (measured).
 */
const load = createRequire(import.meta.url);

export const encodeFhir: typeof fhir.encodeFhir = (...args) =>
  (load("./fhir/encode-fhir.ts") as typeof fhir).encodeFhir(...args);

export const encodeFit: typeof fit.encodeFit = (...args) =>
  (load("./fit/encode-fit.ts") as typeof fit).encodeFit(...args);

export const encodeTcx: typeof tcx.encodeTcx = (...args) =>
  (load("./tcx/encode-tcx.ts") as typeof tcx).encodeTcx(...args);

export const encodeSummaryCsv: typeof csv.encodeSummaryCsv = (...args) =>
  (load("./csv/encode-summary-csv.ts") as typeof csv).encodeSummaryCsv(...args);

export const encodeParquet: typeof parquet.encodeParquet = async (...args) =>
  await (await import("./parquet/encode-parquet.ts")).encodeParquet(...args);
