import { terraBody } from "@musette/core";
import type { Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

/** The Terra webhook body of an event, UTF-8. */
export function encodeJson(event: FormatEvent): Encoded {
  return {
    bytes: Buffer.from(terraBody(event)),
    contentType: "application/json",
    extension: "json",
  };
}
