import { terraBody } from "@musette/core";
import type { EncodeRecord } from "./delivery.ts";

/** The Terra webhook body of a record: the format that is there without an encoder being given. */
export const encodeJson: EncodeRecord = (_format, record) => ({
  bytes: Buffer.from(terraBody(record)),
  contentType: "application/json",
  extension: "json",
});
