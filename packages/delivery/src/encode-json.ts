import { terraBody } from "@musette/core";
import type { EncodeRecord } from "./delivery.ts";

const encoder = new TextEncoder();

/** The Terra webhook body of a record: the format that is there without an encoder being given. */
export const encodeJson: EncodeRecord = (_format, record) => ({
  bytes: encoder.encode(terraBody(record)),
  contentType: "application/json",
  extension: "json",
});
