import { DeliveryError, type Encoded, type FormatName } from "@musette/core";
import type { FormatEvent } from "./format-event.ts";
import { encodeJson } from "./json/encode-json.ts";
import { encodeFhir, encodeFit, encodeTcx } from "./on-demand.ts";

/**
 * One event by itself in a format. What `fit` and `tcx` cannot carry goes as JSON, and the content type
 * and ending say so: events of other types, and activities without a start that the format can state.
 * An event by itself in a format that puts batches together is JSON as well.
 */
export function encodeEvent(format: FormatName, event: FormatEvent): Encoded {
  switch (format) {
    case "fit":
      return encodeOrJson(encodeFit, event);
    case "tcx":
      return encodeOrJson(encodeTcx, event);
    case "fhir":
      return encodeFhir(event, "R4");
    case "fhir-r5":
      return encodeFhir(event, "R5");
    case "json":
    case "ndjson":
    case "ndjson+gzip":
    case "ndjson+zstd":
    case "parquet":
      return encodeJson(event);
  }
}

function encodeOrJson(encode: (event: FormatEvent) => Encoded, event: FormatEvent): Encoded {
  try {
    return encode(event);
  } catch (error) {
    if (DeliveryError.is(error) && error.code === "rejected") return encodeJson(event);
    throw error;
  }
}
