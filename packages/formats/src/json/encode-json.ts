import { terraBody } from "@musette/core";
import type { Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

const encoder = new TextEncoder();

/** The Terra webhook body of an event, UTF-8. */
export function encodeJson(event: FormatEvent): Encoded {
  return {
    bytes: encoder.encode(terraBody(event)),
    contentType: "application/json",
    extension: "json",
  };
}
