import { createRequire } from "node:module";

/**
 * The encoders of formats of which a server mostly uses none or one, each loaded with its first use: all of
 * them together take 10 MB of memory and a tenth of a second (measured).
 */
const load = createRequire(import.meta.url);

export const encodeFhir: typeof import("./fhir/encode-fhir.ts").encodeFhir = (...args) =>
  (load("./fhir/encode-fhir.ts") as typeof import("./fhir/encode-fhir.ts")).encodeFhir(...args);

export const encodeFit: typeof import("./fit/index.ts").encodeFit = (...args) =>
  (load("./fit/index.ts") as typeof import("./fit/index.ts")).encodeFit(...args);

export const encodeTcx: typeof import("./tcx/encode-tcx.ts").encodeTcx = (...args) =>
  (load("./tcx/encode-tcx.ts") as typeof import("./tcx/encode-tcx.ts")).encodeTcx(...args);

export const encodeSummaryCsv: typeof import("./csv/encode-summary-csv.ts").encodeSummaryCsv = (...args) =>
  (load("./csv/encode-summary-csv.ts") as typeof import("./csv/encode-summary-csv.ts")).encodeSummaryCsv(
    ...args,
  );

export const encodeParquet: typeof import("./parquet/encode-parquet.ts").encodeParquet = async (...args) =>
  await (await import("./parquet/encode-parquet.ts")).encodeParquet(...args);
